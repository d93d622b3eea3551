// The launcher: puts the assistant in the corner of a page. The page itself is loaded when it is first opened, in a frame:
// neither side's styles or scripts reach the other.

import { Arrival } from "./arrival";
import { elements, frame, TAG, type Elements } from "./elements";
import { FullScreen } from "./fullScreen";
import { Flash } from "../flash";
import { keep, keepAwaits, remembered, rememberedAwaits } from "./tabMemory";
import type { Look } from "./look";
import { keepPlaced } from "./placing";
import { settingsOf, tokenOf, type Settings } from "./settings";
import { Stage } from "./stage";

const PREFIX = "xueshi:";
// Another script element brings the launcher once more.
const SCRIPT = "xueshi:script";

class Launcher {
  #settings: Settings;
  #shown: Elements;
  #fullScreen: FullScreen;
  #stage: Stage;
  #frame: HTMLIFrameElement | null = null;
  // Undefined: the page in the frame has not been told of any.
  #sentToken: string | null | undefined;
  // Whoever opens it goes in; a window that opens by itself leaves the focus where it is.
  #goIn = true;
  #arrival: Arrival;
  #flash = new Flash(() => this.#isOpen && document.visibilityState === "visible");

  constructor(settings: Settings) {
    this.#settings = settings;
    this.#shown = elements(settings);
    this.#fullScreen = new FullScreen(this.#shown.window, () => this.close());
    this.#stage = new Stage(this.#shown.stage, this.#shown.probe, () => this.#isOpen);
    this.#arrival = new Arrival(settings, this.#shown, () => this.#loadAgain());
    if (tokenOf(settings)) keep("handle", null);
    this.#listen();
    this.#label();
    this.#putAway(remembered("away") !== null);
    keepPlaced(this.#shown.host, settings.look.name, () => this.#restored());
    this.#stage.fit();
    // A full screen that opens by itself would hide the page that was asked for.
    if (settings.open || (remembered("open") && !this.#fullScreen.isOn)) this.open(false);
    else if (rememberedAwaits()) this.#load();
    this.#watch(settings.script);
    this.#shown.host.addEventListener(SCRIPT, (event) => this.#replace((event as CustomEvent<HTMLScriptElement>).detail));
  }

  open(goIn: boolean): void {
    const { waitClose } = this.#shown;
    this.#goIn = goIn;
    this.#show(true);
    this.#fullScreen.opened();
    this.#shown.dot.hidden = true;
    this.#label();
    this.#flash.settle();
    if (!this.#frame || this.#arrival.isTold) {
      this.#arrival.forget();
      this.#load();
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

  get #focused(): Element | null {
    return this.#shown.host.shadowRoot?.activeElement ?? null;
  }

  #listen(): void {
    const { host, launcher, hide, back, again, waitClose } = this.#shown;
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
    again.addEventListener("click", () => this.open(true));
    waitClose.addEventListener("click", () => this.close());
    host.addEventListener("keydown", (event) => event.key === "Escape" && this.#isOpen && this.close());
    window.addEventListener("message", (event) => this.#hear(event));
  }

  // Takes away what did not come.
  #load(): void {
    this.#frame?.remove();
    this.#frame = frame(this.#settings);
    this.#sentToken = undefined;
    this.#shown.window.append(this.#frame);
    this.#arrival.begin();
  }

  // A frame that is put into a page once more loads its page once more.
  #restored(): void {
    this.#sentToken = undefined;
    if (this.#frame) this.#arrival.begin();
  }

  // Whoever was told that it did not come may have turned to something else meanwhile.
  #loadAgain(): void {
    if (this.#arrival.isTold) this.#goIn = false;
    this.#load();
  }

  #show(open: boolean): void {
    this.#shown.window.hidden = !open;
    this.#shown.host.toggleAttribute("data-open", open);
    this.#stage.fit();
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
    // The focus does not get lost with a button that goes.
    if (this.#shown.wait.contains(this.#focused)) this.#goIn = true;
    this.#arrival.came();
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
