// The launcher: puts the assistant in the corner of a page. The page itself is loaded when it is first opened, in a frame: neither side's styles or scripts reach the other.

import { elements, frame, type Elements } from "./elements";
import { FullScreen } from "./fullScreen";
import { settingsOf, tokenOf, type Settings } from "./settings";

const PREFIX = "xueshi:";

class Launcher {
  #settings: Settings;
  #shown: Elements;
  #fullScreen: FullScreen;
  #frame: HTMLIFrameElement | null = null;
  #sentToken: string | null = null;
  // Whoever opens it goes in; a window that opens by itself leaves the focus where it is.
  #goIn = true;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#shown = elements(settings);
    const { host, launcher, waitClose, window: shown } = this.#shown;
    this.#fullScreen = new FullScreen(shown, () => this.close());
    // Who clicks twice would otherwise open and close it.
    launcher.addEventListener("click", ({ detail }) => detail < 2 && (this.#isOpen ? this.close() : this.open(true)));
    waitClose.addEventListener("click", () => this.close());
    host.addEventListener("keydown", (event) => event.key === "Escape" && this.#isOpen && this.close());
    window.addEventListener("message", (event) => this.#hear(event));
    this.#label();
    document.body.append(host);
    if (settings.open) this.open(false);
    new MutationObserver(() => this.#sendToken()).observe(settings.script, { attributeFilter: ["data-token"] });
  }

  open(goIn: boolean): void {
    const { window: shown, waitClose } = this.#shown;
    this.#goIn = goIn;
    this.#show(true);
    this.#fullScreen.opened();
    this.#shown.dot.hidden = true;
    this.#label();
    if (!this.#frame) {
      this.#frame = frame(this.#settings);
      shown.append(this.#frame);
      if (goIn) waitClose.focus();
    } else this.#enter();
  }

  close(): void {
    this.#show(false);
    this.#label();
    this.#shown.launcher.focus();
    this.#fullScreen.closed();
  }

  #show(open: boolean): void {
    this.#shown.window.hidden = !open;
    this.#shown.host.toggleAttribute("data-open", open);
  }

  get #isOpen(): boolean {
    return !this.#shown.window.hidden;
  }

  #hear(event: MessageEvent): void {
    if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== this.#settings.base.origin) return;
    const { type } = (event.data ?? {}) as { type?: unknown };
    if (type === `${PREFIX}token`) this.#sendToken();
    if (type === `${PREFIX}ready`) this.#ready();
    if (type === `${PREFIX}close`) this.close();
    if (type === `${PREFIX}unread` && !this.#isOpen) {
      this.#shown.dot.hidden = false;
      this.#label();
    }
  }

  #ready(): void {
    this.#shown.wait.hidden = true;
    if (this.#isOpen) this.#enter();
  }

  #enter(): void {
    if (!this.#goIn) return;
    this.#frame?.focus();
    this.#tell({ type: `${PREFIX}opened` });
  }

  // The same one a second time would only be refused a second time.
  #sendToken(): void {
    const token = tokenOf(this.#settings);
    if (token && token !== this.#sentToken) this.#tell({ type: `${PREFIX}token`, token });
    this.#sentToken = token;
  }

  #tell(message: { type: string; token?: string }): void {
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
const own = document.currentScript as (HTMLScriptElement & { xueshiFor?: HTMLScriptElement }) | null;
const script = own?.xueshiFor;
own?.remove();
if (script) {
  const begin = () => new Launcher(settingsOf(script));
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
}
