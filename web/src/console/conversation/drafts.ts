// Drafts and unsent messages of each conversation in this browser, apart for each account.

import { forget, recall, remember } from "../../storage";
import { outgoingFrom, type Outgoing } from "./outgoing";

const DRAFT = "desk.draft";
const UNSENT = "desk.unsent";

export class Drafts {
  constructor(private readonly agent: string) {}

  draft(ticket: string): string {
    return recall(this.#name(DRAFT, ticket)) ?? "";
  }

  keepDraft(ticket: string, text: string): void {
    this.#keep(this.#name(DRAFT, ticket), text);
  }

  unsent(ticket: string): readonly Outgoing[] {
    return outgoingFrom(recall(this.#name(UNSENT, ticket)));
  }

  keepUnsent(ticket: string, messages: readonly Outgoing[]): void {
    this.#keep(this.#name(UNSENT, ticket), messages.length ? JSON.stringify(messages) : "");
  }

  #name(kind: string, ticket: string): string {
    return `${kind}.${this.agent}.${ticket}`;
  }

  #keep(name: string, text: string): void {
    if (text) remember(name, text);
    else forget(name);
  }
}

// What users were to be told stays on no computer whose agent has signed out.
export function forgetAll(): void {
  for (const name of storedNames()) {
    if (name.startsWith(`${DRAFT}.`) || name.startsWith(`${UNSENT}.`)) forget(name);
  }
}

function storedNames(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
