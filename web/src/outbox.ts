// Messages whose turn has not ended yet as far as this page knows, oldest first: a server that dies before has not stored
// them. They outlive a reload of the page, not its tab.

import { recall, remember } from "./storage";

const NAME = "xueshi-outbox";

export interface Outgoing {
  id: string;
  message: string;
  title?: string | undefined;
  // The bot's message whose button it is.
  replyTo?: string | undefined;
  // Nothing a user said: the page does not show it.
  unseen?: boolean | undefined;
  // It was handed to a connection at least once: the server may have it.
  tried: boolean;
}

export class Outbox {
  #waiting: Outgoing[] = restored();

  get waiting(): readonly Outgoing[] {
    return this.#waiting;
  }

  add(message: string, { id = newId(), title, replyTo, unseen }: Partial<Outgoing> = {}): Outgoing {
    const outgoing = { id, message, title, replyTo, unseen, tried: false };
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
    return Array.isArray(found) ? found.filter(isOutgoing) : [];
  } catch {
    return [];
  }
}

function isOutgoing(value: Partial<Outgoing> | null): value is Outgoing {
  return typeof value?.id === "string" && typeof value.message === "string";
}

// crypto.randomUUID exists on encrypted pages only; a test installation may have none.
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
