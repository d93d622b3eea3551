// What a user can do, and what comes of it: joins the connection, the conversation and the page around this one.

import { Attention } from "./attention";
import { Connection, type State } from "./connection";
import type { Embedding } from "./embedding";
import type { Ended } from "./lateEnd";
import type { Message } from "./message";
import type { Outgoing } from "./outbox";
import { awaitsAnswer, isSilent } from "./people";
import { PICTURE } from "./pictures/attachment";
import { Pictures } from "./pictures/Pictures";
import type { Details } from "./staffForm";
import { Store } from "./store";

// Stands where the id of a button's message stands; known to the server.
const START = "bot-0";
// The desk says so every three seconds.
const PERSON_TYPES_MS = 6000;

export class Assistant {
  readonly store = new Store();
  readonly pictures = new Pictures(() => this.#connection.picturePass());
  #connection: Connection;
  #state: State = "connecting";
  #states = new Set<(state: State) => void>();
  #embedding: Embedding | null;
  #attention: Attention;
  #stops = 0;

  constructor(embedding: Embedding | null) {
    this.#embedding = embedding;
    this.#attention = new Attention(embedding);
    this.#connection = new Connection({
      onState: (state) => {
        this.#state = state;
        this.#states.forEach((hear) => hear(state));
        // The host platform may have a fresh token for us by now.
        if (state === "refused") void embedding?.tell("token");
      },
      onHistory: (packets) => {
        this.store.change({ type: "history", packets });
        this.#showWaiting();
        this.#greet();
        this.#look(this.store.conversation.messages);
      },
      onMessage: (packet) => {
        this.store.change({ type: "heard", packet });
        if (packet.sender === "bot") void embedding?.tell("unread");
        this.#look(this.store.conversation.messages.slice(-1));
      },
      onQueue: (waiting) => this.store.change({ type: "queue", waiting }),
      onArrived: (id, shown) => this.store.change({ type: "arrived", id, shown }),
      onRepeated: (id) => this.store.change({ type: "repeated", id }),
      onRejected: (id) => this.store.change({ type: "rejected", id }),
      onTyping: (on) => this.store.change({ type: "typing", on }),
      onPersonTyping: () => this.#personTypes(),
      onOwed: (owed) => this.store.change({ type: "owed", owed }),
      onEnded: () => {
        embedding?.giveHandle(null);
        this.pictures.forget();
        this.store.change({ type: "ended" });
      },
      onMoved: () => {
        embedding?.giveHandle(null);
        this.pictures.forget();
        this.store.change({ type: "moved" });
      },
      token: () => embedding?.token ?? null,
      handed: () => (embedding ? { origin: embedding.host.origin, handle: embedding.handle } : null),
      onHandle: (handle) => embedding?.giveHandle(handle),
    });
    this.#showWaiting();
  }

  // Also says what the state is now: the connection may be there, or refused, before the page has been drawn.
  hearState(hear: (state: State) => void): () => void {
    hear(this.#state);
    this.#states.add(hear);
    return () => this.#states.delete(hear);
  }

  say = (message: string): void => this.#send(message, {});

  // A button of the page, or of the bot's message `replyTo`, whose buttons count once each.
  press = (payload: string, title: string, replyTo?: string): void => {
    const isWaiting = this.#connection.outbox.waiting.some((one) => one.message === payload && one.replyTo === replyTo);
    if (!isWaiting) this.#send(payload, { title, replyTo });
  };

  sayAgain = ({ id, text, payload, replyTo, picture }: Message): void =>
    this.#send(payload ?? text, { title: payload ? text : undefined, id, replyTo, picture });

  // Rejects with a sentence (NotTaken) where it was not taken. `key`: the same for each attempt.
  sendPicture = async (picture: Blob, key: string): Promise<void> => {
    const { round } = this.store.conversation;
    const reference = await this.pictures.send(picture, key);
    // It belongs to the conversation that it was sent in.
    if (round === this.store.conversation.round) this.#send(PICTURE, { id: key, picture: reference });
  };

  // Only a person is told that somebody types.
  typing = (): void => {
    if (isSilent(this.store.conversation.messages)) this.#connection.typing();
  };

  judge = async (id: string, helpful: boolean, reason?: string): Promise<boolean> => {
    const kept = await this.#connection.judge(id, helpful, reason);
    if (kept) this.store.change({ type: "judged", id, feedback: { helpful, reason: reason ?? null } });
    return kept;
  };

  // What is for the staff alone goes by itself, and stands in no message.
  fillIn = (details: Details): Promise<boolean> => this.#connection.fillIn(details);

  end = (): Promise<Ended> => this.#connection.end();

  // Whom the host platform signs in, it also signs out.
  get isSigned(): boolean {
    return this.#embedding?.token != null;
  }

  // The host has a fresh token of the same user.
  reconnect = (): void => this.#connection.retry();

  // The host has a token of another user, or none any more.
  changeUser = (): void => this.#connection.changeUser();

  // The launcher's window was opened, or closed.
  shown = (): void => this.#attention.look();

  close = (): void => void this.#embedding?.tell("close");

  #look(messages: readonly Message[]): void {
    messages.forEach((message) => this.#attention.heard(message));
    this.#attention.awaits(awaitsAnswer(this.store.conversation.messages));
  }

  #personTypes(): void {
    this.store.change({ type: "personTyping", on: true });
    window.clearTimeout(this.#stops);
    this.#stops = window.setTimeout(() => this.store.change({ type: "personTyping", on: false }), PERSON_TYPES_MS);
  }

  #send(message: string, more: Partial<Outgoing>): void {
    this.#show(this.#connection.send(message, more));
  }

  #show({ id, message, title, replyTo, picture }: Outgoing): void {
    this.store.change({ type: "said", id, text: title ?? message, payload: title ? message : undefined, replyTo, picture });
  }

  // What was not sent before the page was loaded anew.
  #showWaiting(): void {
    const shown = new Set(this.store.conversation.messages.map(({ id }) => id));
    this.#connection.outbox.waiting.filter(({ id, unseen }) => !unseen && !shown.has(id)).forEach((one) => this.#show(one));
  }

  // A conversation that has nothing in it begins with the assistant's greeting; of two windows that open at once, the
  // server answers one.
  #greet(): void {
    const isEmpty = this.store.conversation.messages.length === 0 && this.#connection.outbox.waiting.length === 0;
    if (isEmpty) this.#connection.send("/greet", { unseen: true, replyTo: START });
  }
}
