// Whether the page in the frame has come: what stands above it until then, and when it is asked for again.

import type { Elements } from "./elements";
import type { Settings } from "./settings";
import { explain, FAILED, HOPELESS, WAIT } from "./words";

const PATIENCE_MS = 4000;
// Growing, so that a slow network gets longer each time, and a server that starts anew is not asked by all at once.
const PAUSES_MS = [5000, 10_000, 20_000, 40_000, 60_000];
// A page that only lacked the network has started so soon after it is back.
const STARTS_MS = 2000;

type State = "none" | "coming" | "failed" | "hopeless" | "here";

export class Arrival {
  #state: State = "none";
  // The user has been told that it did not come, which stands there while it is asked for by itself.
  #isTold = false;
  #failures = 0;
  #timer = 0;
  #settings: Settings;
  #shown: Elements;
  #load: () => void;

  // `load`: brings the page into the frame anew.
  constructor(settings: Settings, shown: Elements, load: () => void) {
    this.#settings = settings;
    this.#shown = shown;
    this.#load = load;
    window.addEventListener("online", () => window.setTimeout(() => this.#again("coming", "failed"), STARTS_MS));
    document.addEventListener("visibilitychange", () => this.#again("failed"));
  }

  // The user has been told that it did not come, and has not asked for it since.
  get isTold(): boolean {
    return this.#isTold;
  }

  // The user asks for it: the words begin anew.
  forget(): void {
    this.#isTold = false;
  }

  // It is being loaded.
  begin(): void {
    window.clearTimeout(this.#timer);
    this.#state = "coming";
    this.#timer = window.setTimeout(() => this.#fail(), PATIENCE_MS);
    if (!this.#isTold) this.#say(WAIT);
  }

  // It has started.
  came(): void {
    window.clearTimeout(this.#timer);
    this.#state = "here";
    this.#isTold = false;
    this.#failures = 0;
    this.#shown.wait.hidden = true;
  }

  #fail(): void {
    this.#state = "failed";
    this.#timer = window.setTimeout(() => this.#again("failed"), PAUSES_MS[this.#failures++] ?? PAUSES_MS[PAUSES_MS.length - 1]);
    if (this.#isTold) return;
    this.#isTold = true;
    this.#say(this.#settings.look.name + FAILED);
    void explain(this.#settings).then((isHopeless) => isHopeless && this.#giveUp());
  }

  // Asking again would bring the same refusal.
  #giveUp(): void {
    if (this.#state !== "failed") return;
    window.clearTimeout(this.#timer);
    this.#state = "hopeless";
    this.#say(this.#settings.look.name + HOPELESS);
  }

  // Nobody looks at a hidden page; it is asked for when it comes into view.
  #again(...states: State[]): void {
    if (document.visibilityState === "visible" && states.includes(this.#state)) this.#load();
  }

  #say(text: string): void {
    const { wait, words, apart, again } = this.#shown;
    wait.hidden = false;
    words.textContent = text;
    apart.hidden = this.#state === "coming";
    again.hidden = this.#state !== "failed";
  }
}
