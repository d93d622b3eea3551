// The launcher: puts the assistant in the corner of a page. The page itself is loaded when it is first opened, in a frame:
// neither side's styles or scripts reach the other.

import { elements, frame, TAG, type Elements } from "./elements";
import { FullScreen } from "./fullScreen";
import { Flash } from "../flash";
import { keep, keepAwaits, remembered, rememberedAwaits } from "./tabMemory";
import type { Look } from "./look";
import { keepPlaced } from "./placing";
import { settingsOf, tokenOf, type Settings } from "./settings";
import { waitFor } from "./words";

const PREFIX = "xueshi:";
// Another script element brings the launcher once more.
const SCRIPT = "xueshi:script";
// A page in the frame that only lacked the network has started so soon after it is back.
const STARTS_MS = 2000;

class Launcher {
  #settings: Settings;
  #shown: Elements;
  #fullScreen: FullScreen;
  #frame: HTMLIFrameElement | null = null;
  // Undefined: the page in the frame has not been told of any.
  #sentToken: string | null | undefined;
  // Whoever opens it goes in; a window that opens by itself leaves the focus where it is.
  #goIn = true;
  #arrived: () => void = () => undefined;
  // The page in the frame has started.
  #isReady = false;
  // It did not come; the user was told so.
  #failed = false;
  #flash = new Flash(() => this.#isOpen && document.visibilityState === "visible");

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#shown = elements(settings);
    this.#fullScreen = new FullScreen(this.#shown.window, () => this.close());
    if (tokenOf(settings)) keep("handle", null);
    this.#listen();
    this.#label();
    this.#putAway(remembered("away") !== null);
    keepPlaced(this.#shown.host, settings.look.name, () => { this.#sentToken = undefined; });
    // A full screen that opens by itself would hide the page that was asked for.
    if (settings.open || (remembered("open") && !this.#fullScreen.isOn)) this.open(false);
    else if (rememberedAwaits()) this.#load(this.#shown.window);
    this.#watch(settings.script);
    this.#shown.host.addEventListener(SCRIPT, (event) => this.#replace((event as CustomEvent<HTMLScriptElement>).detail));
  }

  open(goIn: boolean): void {
    const { window: shown, waitClose } = this.#shown;
    this.#goIn = goIn;
    this.#show(true);
    this.#fullScreen.opened();
    this.#shown.dot.hidden = true;
    this.#label();
    this.#flash.settle();
    if (this.#failed) this.#unload();
    if (!this.#frame) {
      this.#load(shown);
      if (goIn) waitClose.focus();
    } else this.#enter();
  }

  close(): void {
    this.#show(false);
    this.#label();
    this.#shown.launcher.focus();
    this.#fullScreen.closed();
  }

  #watch(script: HTMLScriptElement): void {
    new MutationObserver(() => this.#sendToken()).observe(script, { attributeFilter: ["data-token"] });
  }

  // A host page that renders itself anew, without loading, may bring another user with another element.
  #replace(script: HTMLScriptElement): void {
    if (this.#settings.script.isConnected) {
      console.warn(`${this.#settings.look.name}没有再次启动：本页已经有一个，请只引入一次 widget.js。`);
      return;
    }
    this.#settings = { ...this.#settings, script };
    this.#watch(script);
    this.#sendToken();
  }

  get #isOpen(): boolean {
    return !this.#shown.window.hidden;
  }

  #listen(): void {
    const { host, launcher, hide, back, waitClose } = this.#shown;
    // Who clicks twice would otherwise open and close it.
    launcher.addEventListener("click", ({ detail }) => detail < 2 && (this.#isOpen ? this.close() : this.open(true)));
    hide.addEventListener("click", () => {
      this.#putAway(true);
      back.focus();
    });
    back.addEventListener("click", () => {
      this.#putAway(false);
      launcher.focus();
    });
    waitClose.addEventListener("click", () => this.close());
    host.addEventListener("keydown", (event) => event.key === "Escape" && this.#isOpen && this.close());
    window.addEventListener("message", (event) => this.#hear(event));
    window.addEventListener("online", () => window.setTimeout(() => this.#again(), STARTS_MS));
  }

  // A frame that the network cut off stays empty, whether the user has been told so yet or not.
  #again(): void {
    if (!this.#frame || this.#isReady) return;
    if (this.#failed) this.#goIn = false;
    this.#unload();
    this.#load(this.#shown.window);
  }

  #load(shown: HTMLElement): void {
    const { wait, words, apart } = this.#shown;
    this.#frame = frame(this.#settings);
    this.#sentToken = undefined;
    this.#isReady = false;
    shown.append(this.#frame);
    this.#arrived = waitFor(this.#settings, (text, isFailure) => {
      wait.hidden = false;
      words.textContent = text;
      apart.hidden = !isFailure;
      this.#failed = isFailure;
    });
  }

  // What did not come is asked for once more.
  #unload(): void {
    this.#arrived();
    this.#frame?.remove();
    this.#frame = null;
  }

  #show(open: boolean): void {
    this.#shown.window.hidden = !open;
    this.#shown.host.toggleAttribute("data-open", open);
    this.#tell({ type: `${PREFIX}shown`, open });
    keep("open", open ? "1" : null);
  }

  #putAway(away: boolean): void {
    const { launcher, hide, back } = this.#shown;
    launcher.hidden = hide.hidden = away;
    back.hidden = !away;
    keep("away", away ? "1" : null);
  }

  #hear(event: MessageEvent): void {
    if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== this.#settings.base.origin) return;
    const { type, handle, person, on } = (event.data ?? {}) as Record<string, unknown>;
    if (type === `${PREFIX}hand`) this.#tell({ type: `${PREFIX}handle`, handle: remembered("handle") });
    if (type === `${PREFIX}handle`) keep("handle", typeof handle === "string" && !tokenOf(this.#settings) ? handle : null);
    if (type === `${PREFIX}token`) this.#sendToken();
    if (type === `${PREFIX}ready`) this.#ready();
    if (type === `${PREFIX}close`) this.close();
    if (type === `${PREFIX}awaits`) keepAwaits(on === true);
    if (type === `${PREFIX}unread`) this.#unread(person);
  }

  #ready(): void {
    this.#sendToken();
    this.#arrived();
    this.#isReady = true;
    this.#failed = false;
    this.#shown.wait.hidden = true;
    this.#tell({ type: `${PREFIX}shown`, open: this.#isOpen });
    if (this.#isOpen) this.#enter();
  }

  // A person's message is told by their name; it is for whoever looks at another page of the browser as well.
  #unread(person: unknown): void {
    if (typeof person === "string") this.#flash.begin(person.slice(0, 40));
    if (this.#isOpen) return;
    this.#putAway(false);
    this.#shown.dot.hidden = false;
    this.#label();
  }

  #enter(): void {
    if (!this.#goIn) return;
    this.#frame?.focus();
    this.#tell({ type: `${PREFIX}opened` });
  }

  // Null: nobody is signed in any more. The same one a second time would only be refused a second time.
  #sendToken(): void {
    const token = tokenOf(this.#settings);
    // Whom the platform signs in has a conversation of their own; what came before is not theirs to open again.
    if (token) keep("handle", null);
    if (!this.#frame || token === this.#sentToken) return;
    this.#tell({ type: `${PREFIX}token`, token });
    this.#sentToken = token;
  }

  #tell(message: { type: string; token?: string | null; handle?: string | null; open?: boolean }): void {
    this.#frame?.contentWindow?.postMessage(message, this.#settings.base.origin);
  }

  #label(): void {
    const { launcher, dot } = this.#shown;
    const { title } = this.#settings;
    launcher.setAttribute("aria-expanded", String(this.#isOpen));
    launcher.setAttribute("aria-label", `${this.#isOpen ? "关闭" : "打开"}${title}${dot.hidden ? "" : "，有新消息"}`);
  }
}

// entry.ts loads this script and says for which other one.
const own = document.currentScript as (HTMLScriptElement & { xueshiFor?: HTMLScriptElement; xueshiLook?: Look }) | null;
const script = own?.xueshiFor;
const look = own?.xueshiLook;
own?.remove();
const there = document.querySelector(TAG);
if (there && script) there.dispatchEvent(new CustomEvent(SCRIPT, { detail: script }));
else if (script && look) new Launcher(settingsOf(script, look));
