// One open conversation: what the server knows of it, and what was written here and is not acknowledged.

import { Refused, sentence, type Api } from "../api/api";
import type { Answer, ConversationPage, May, Message, Ticket, UserThere } from "../api/model";
import { newId } from "../../id";
import type { Drafts } from "./drafts";
import { merged, withReached } from "./messages";
import { outgoingAfter, type Outgoing, type OutgoingChange } from "./outgoing";

export interface Conversation {
  ticket: Ticket | null;
  may: May;
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  // The number of the last event that these messages hold.
  last: number;
  problem: string | null;
}

const STILL_MEANT_S = 600;
const TYPES_MS = 4_000;
const NOTHING_ALLOWED: May = { claim: false, reply: false, give_back: false, transfer: false, close: false };

export class ConversationStore {
  #state: Conversation;
  #watchers = new Set<() => void>();
  #field: ((text: string) => void) | null = null;
  #seen = 0;
  #asked = 0;
  #shown = 0;
  #typedAt = 0;

  constructor(
    private readonly api: Api,
    private readonly drafts: Drafts,
    readonly id: string,
  ) {
    this.#state = { ticket: null, may: NOTHING_ALLOWED, messages: [], outgoing: drafts.unsent(id), last: 0, problem: null };
  }

  get state(): Conversation {
    return this.#state;
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  // Asks for what came after the last known message. An answer to an earlier question says nothing of the state.
  load = async (): Promise<void> => {
    this.#asked += 1;
    const turn = this.#asked;
    try {
      const page = await this.api.get<ConversationPage>(`${this.#path}?after=${this.#state.last}`);
      const later = turn >= this.#shown ? { ticket: page.ticket, may: page.may } : {};
      this.#shown = Math.max(turn, this.#shown);
      this.#set({ ...later, last: Math.max(page.last, this.#state.last), problem: null });
      this.#take(page.messages);
      this.#change({ kind: "arrived", keys: this.#state.messages.flatMap(({ key }) => key ?? []) });
    } catch (error) {
      if (!this.#state.ticket || error instanceof Refused) this.#set({ problem: sentence(error) });
    }
  };

  // Says up to which event the agent has seen one's own conversation; what is not taken is said again after the next load.
  async seen(last: number): Promise<void> {
    if (last <= this.#seen) return;
    const before = this.#seen;
    this.#seen = last;
    await this.api.post(`${this.#path}/seen`, { last }).catch(() => {
      this.#seen = before;
    });
  }

  // What the server answers to an action on the ticket.
  async act(action: string, body: object = {}): Promise<void> {
    await this.api.post(`${this.#path}/${action}`, body);
    await this.load();
  }

  // The agent has typed something.
  typed(): void {
    this.#typedAt = Date.now();
  }

  // Asks whether the user is there and types, and says whether the agent does.
  look = async (): Promise<UserThere> => {
    const typing = Date.now() - this.#typedAt < TYPES_MS;
    const there = await this.api.post<UserThere>(`${this.#path}/presence`, { typing }).catch((): UserThere => ({}));
    if (there.online) this.#take([], true);
    return there;
  };

  say(text: string): void {
    this.#typedAt = 0;
    this.#write(text, null);
  }

  sayAnswer(answer: Answer): void {
    this.#write(answer.text, answer.faq_id);
  }

  // Rejects where it was not taken. `key`: the same for each attempt.
  async sendPicture(picture: Blob, key: string): Promise<void> {
    const stored = await this.api.upload<Message>(`${this.#path}/pictures`, picture, key);
    this.#take([{ ...stored, key }]);
  }

  // Sends once more under the same key, so that it arrives once.
  again(key: string): void {
    const message = this.#state.outgoing.find((one) => one.key === key);
    if (!message || message.state === "sending") return;
    this.#change({ kind: "again", key, seen: this.#state.last });
    void this.#send(key);
  }

  // What a lost line has left unsent goes out once it is back; what is older its agent decides about.
  againAll = (): void => {
    const since = Date.now() / 1000 - STILL_MEANT_S;
    this.#state.outgoing.filter(({ state, at }) => state === "unsent" && at > since).forEach(({ key }) => this.again(key));
  };

  // Does not send it after all; the text goes back to the field, an answer of the FAQ to where it was found.
  takeBack(key: string): void {
    const message = this.#state.outgoing.find((one) => one.key === key);
    if (!message || message.state === "sending") return;
    this.#change({ kind: "acknowledged", key });
    if (!message.faqId) this.#field?.(message.text);
  }

  givenBack(take: (text: string) => void): () => void {
    this.#field = take;
    return () => {
      this.#field = null;
    };
  }

  #write(text: string, faqId: string | null): void {
    const at = Date.now() / 1000;
    const message: Outgoing = { key: newId(), text, faqId, at, seen: this.#state.last, state: "sending", why: null };
    this.#change({ kind: "wrote", message });
    void this.#send(message.key);
  }

  async #send(key: string): Promise<void> {
    const message = this.#state.outgoing.find((one) => one.key === key);
    if (!message) return;
    const { text, seen, faqId } = message;
    try {
      const stored = faqId
        ? await this.api.post<Message>(`${this.#path}/answer`, { key, faq_id: faqId })
        : await this.api.post<Message>(`${this.#path}/messages`, { key, text, seen });
      this.#take([{ ...stored, key }]);
      this.#change({ kind: "acknowledged", key });
    } catch (error) {
      this.#change(failure(key, error));
      if (error instanceof Refused) await this.load();
    }
  }

  get #path(): string {
    return `tickets/${encodeURIComponent(this.id)}`;
  }

  // `isOpen`: the user's page is.
  #take(came: readonly Message[], isOpen = false): void {
    const messages = withReached(came.length ? merged(this.#state.messages, came) : this.#state.messages, isOpen);
    if (messages !== this.#state.messages) this.#set({ messages });
  }

  #change(change: OutgoingChange): void {
    const outgoing = outgoingAfter(this.#state.outgoing, change);
    if (outgoing === this.#state.outgoing) return;
    this.drafts.keepUnsent(this.id, outgoing);
    this.#set({ outgoing });
  }

  #set(change: Partial<Conversation>): void {
    this.#state = { ...this.#state, ...change };
    this.#watchers.forEach((watcher) => watcher());
  }
}

// A refusal is final except for the warning that a colleague wrote meanwhile; all else may be tried again.
function failure(key: string, error: unknown): OutgoingChange {
  if (!(error instanceof Refused) || error.status === 401 || error.status === 429 || error.status >= 500) {
    return { kind: "unreachable", key };
  }
  if (error.masked) return { kind: "held", key, why: error.message, text: error.masked };
  return error.newer ? { kind: "held", key, why: error.message } : { kind: "refused", key, why: error.message };
}
