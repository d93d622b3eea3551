// Conversations that were ended without a connection: the server is told of it once there is one. What is kept until then ends
// the conversation and opens nothing, so that it may lie on a shared computer.

import type { Asking } from "./asking";
import { forget, isLasting, recall, remember } from "./storage";

const NAME = "xueshi-ended";
// Of the conversation that the browser remembers.
const OPEN = "xueshi-pass";
const MOST = 20;
const PATIENCE_MS = 10_000;
const AGAIN_MS = 30_000;

// "later": the server will be told. "here": it cannot be, but this browser has forgotten. "failed": nothing has changed.
export type Ended = "ended" | "later" | "here" | "failed";

// Whether the server has yet to be told, and, if the page cannot keep that for another time, that it should stay open.
export type Owed = "nothing" | "kept" | "while open";

export class LateEnd {
  // Of the conversation that is open.
  #pass: string | null = null;
  #timer = 0;

  constructor(
    private readonly asks: Asking,
    private readonly onOwed: (owed: Owed) => void,
  ) {
    window.addEventListener("storage", ({ key }) => key === NAME && this.#tellOwed());
    this.#tellOwed();
  }

  // There is a connection, and the conversation is known. `mayEnd`: nobody else signs its user out.
  async begin(mayEnd: boolean): Promise<void> {
    void this.#catchUp();
    if (!mayEnd) return;
    try {
      this.#pass = (await this.asks.ask<{ pass?: string }>("end_pass", PATIENCE_MS)).pass ?? null;
    } catch {
      // The next connection brings it.
    }
    if (this.#pass) remember(OPEN, this.#pass);
  }

  // The conversation is over here; says whether the server will be told.
  owe(): boolean {
    if (this.#pass) this.#keep([...kept(), this.#pass].slice(-MOST));
    return this.#pass !== null;
  }

  // What the browser remembered was too old, and is over as well.
  oweLast(): void {
    const pass = recall(OPEN);
    if (pass) this.#keep([...kept(), pass].slice(-MOST));
    forget(OPEN);
  }

  // Another conversation begins.
  stop(): void {
    this.#pass = null;
    forget(OPEN);
  }

  async #catchUp(): Promise<void> {
    window.clearTimeout(this.#timer);
    for (const pass of kept()) {
      if (await this.#isOver(pass)) this.#keep(kept().filter((one) => one !== pass));
    }
    if (kept().length) this.#timer = window.setTimeout(() => void this.#catchUp(), AGAIN_MS);
  }

  async #isOver(pass: string): Promise<boolean> {
    try {
      const { ok, unknown } = await this.asks.ask<{ ok?: boolean; unknown?: boolean }>("end_late", PATIENCE_MS, { pass });
      // Unknown: of a server whose key has changed, where nobody finds the conversation any more.
      return ok === true || unknown === true;
    } catch {
      return false;
    }
  }

  #keep(passes: string[]): void {
    remember(NAME, JSON.stringify(passes));
    this.#tellOwed();
  }

  #tellOwed(): void {
    if (kept().length === 0) this.onOwed("nothing");
    else this.onOwed(isLasting("localStorage") ? "kept" : "while open");
  }
}

function kept(): string[] {
  try {
    const found: unknown = JSON.parse(recall(NAME) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}
