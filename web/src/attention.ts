// Whether what a person says has been seen: the title flashes on a page of its own, in the launcher's frame the page around
// this one is told.

import { Flash } from "./flash";
import type { Message } from "./message";
import { nameOf } from "./people";
import { recall, remember } from "./storage";

// The time of the person's message that was seen last.
const SEEN = "xueshi-seen";

export interface Host {
  // The launcher's window is open.
  readonly isShown: boolean;
  tell(what: "unread" | "awaits", more: object): Promise<void>;
}

export class Attention {
  #host: Host | null;
  #flash: Flash | null;
  #latest = 0;
  #awaits: boolean | null = null;

  constructor(host: Host | null) {
    this.#host = host;
    this.#flash = host ? null : new Flash(isVisible);
    document.addEventListener("visibilitychange", () => this.look());
  }

  // Something has been said, or came with the history.
  heard(message: Message | undefined): void {
    if (message?.from !== "person") return;
    const at = message.at.getTime();
    if (at <= Math.max(this.#latest, Number(recall(SEEN)))) return;
    this.#latest = at;
    const words = `【新消息】${nameOf(message.agent)}`;
    this.#flash?.begin(words);
    void this.#host?.tell("unread", { person: words });
    this.look();
  }

  // Somebody looks at the page: what is there has been seen.
  look(): void {
    if (this.#latest && isVisible() && (this.#host?.isShown ?? true)) remember(SEEN, String(this.#latest));
  }

  // An answer may come when this page is closed: the launcher then listens for it on the next one.
  awaits(on: boolean): void {
    if (on !== this.#awaits) void this.#host?.tell("awaits", { on });
    this.#awaits = on;
  }
}

const isVisible = () => document.visibilityState === "visible";
