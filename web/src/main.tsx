// The page begins: on its own, or in the launcher's frame.

import { render } from "preact";

import { Assistant } from "./assistant";
import { App } from "./components/App";
import { Embedding, hostOf } from "./embedding";
import { fitAboveKeyboard } from "./fitting";
import { NAME } from "./branding";
import { pageData } from "./pageData";
import "./styles/library.less";
import "./styles/theme.css";
import "./styles/page.css";
import "./styles/messages.css";
import "./styles/composer.css";
import "./styles/form.css";
import "./styles/print.css";

const HANDED_MS = 1500;

const data = pageData();
const host = hostOf(location.search, window.parent !== window);
const root = document.getElementById("root");
let assistant: Assistant | null = null;

const embedding = host && new Embedding(host, data.then((found) => found.embed_origins), { onOpened, onShown, onToken, onHandle: begin });
if (!host) fitAboveKeyboard();
if (host?.title) document.title = host.title;
if (host?.handed && !host.signed) {
  // A host page that has lost it meanwhile still gets a conversation. The time begins when it was asked, however slow the network.
  void embedding?.tell("hand").then(() => window.setTimeout(begin, HANDED_MS));
} else if (host?.signed) void embedding?.tell("token");
else begin();

function begin(): void {
  if (assistant) return;
  assistant = new Assistant(embedding);
  if (root) render(<App assistant={assistant} data={data} title={host?.title ?? NAME} embedded={!!host} />, root);
  void embedding?.tell("ready");
}

// The launcher's frame has come into view. (A keyboard that slides up unasked would cover half of a phone.)
function onOpened(): void {
  const touch = window.matchMedia("(pointer: coarse)").matches;
  document.querySelector<HTMLElement>(touch ? "h1" : "#text")?.focus();
}

function onShown(): void {
  assistant?.shown();
}

function onToken(another: boolean): void {
  if (!assistant) begin();
  else if (another) assistant.changeUser();
  else assistant.reconnect();
}
