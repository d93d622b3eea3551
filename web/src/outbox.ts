// Messages whose turn has not ended yet as far as this page knows, oldest first: a server that dies before has not stored
// them. They outlive a reload of the page, not its tab.

import { newId } from "./id";
import { isLasting, recall, remember } from "./storage";
import { NOBODY } from "./whose";

const NAME = "xueshi-outbox";

export interface Outgoing {
  id: string;
  message: string;
  title?: string | undefined;
  // The bot's message whose button it is.
  replyTo?: string | undefined;
  // What the server gave for the picture that it sends.
  picture?: string | undefined;
  // Nothing a user said: the page does not show it.
  unseen?: boolean | undefined;
  // It was handed to a connection at least once: the server may have it.
  tried: boolean;
  // Who typed it (whose.ts).
  owner: string;
}

export class Outbox {
  #waiting: Outgoing[] = restored();
  #owner: string;

  constructor(owner: string) {
    this.#owner = owner;
  }

  // What whoever is here has typed; what somebody else has typed before stays unseen until `settle`.
  get waiting(): readonly Outgoing[] {
    return this.#waiting.filter(({ owner }) => owner === this.#owner);
  }

  // Whether what waits outlives the page.
  get isKept(): boolean {
    return isLasting("sessionStorage");
  }

  // Whoever is here turns out to be `owner`: what anybody else has typed is gone.
  settle(owner: string): void {
    const theirs = new Set([this.#owner, owner]);
    this.#owner = owner;
    this.#change(this.#waiting.filter((one) => theirs.has(one.owner)).map((one) => ({ ...one, owner })));
  }

  // Somebody else is here from now on.
  passTo(owner: string): void {
    this.#owner = owner;
    this.clear();
  }

  add(message: string, { id = newId(), title, replyTo, unseen, picture }: Partial<Outgoing> = {}): Outgoing {
    const outgoing = { id, message, title, replyTo, unseen, picture, tried: false, owner: this.#owner };
    this.#change([...this.#waiting, outgoing]);
    return outgoing;
  }

  tried(id: string): void {
    this.#change(this.#waiting.map((outgoing) => (outgoing.id === id ? { ...outgoing, tried: true } : outgoing)));
  }

  done(ids: ReadonlySet<string>): void {
    this.#change(this.#waiting.filter((outgoing) => !ids.has(outgoing.id)));
  }

  clear(): void {
    this.#change([]);
  }

  #change(waiting: Outgoing[]): void {
    this.#waiting = waiting;
    remember(NAME, JSON.stringify(waiting), "sessionStorage");
  }
}

function restored(): Outgoing[] {
  try {
    const found: unknown = JSON.parse(recall(NAME, "sessionStorage") ?? "[]");
    return Array.isArray(found) ? found.filter(isOutgoing).map((one) => ({ ...one, owner: one.owner ?? NOBODY })) : [];
  } catch {
    return [];
  }
}

function isOutgoing(value: Partial<Outgoing> | null): value is Outgoing {
  return typeof value?.id === "string" && typeof value.message === "string";
}
