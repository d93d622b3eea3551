// The connection to the server: the session, and messages that wait until they can be sent.

import { io, type Socket } from "socket.io-client";

import { Asking } from "./asking";
import { NAME } from "./branding";
import { newId } from "./id";
import { hasRunOut } from "./idle";
import { LateEnd, type Ended, type Owed } from "./lateEnd";
import type { Packet } from "./message";
import { Outbox, type Outgoing } from "./outbox";
import type { Details } from "./staffForm";
import { drop, forget, recall, remember } from "./storage";
import { NOBODY, unconfirmed } from "./whose";

const SESSION = "xueshi-session";
// A server that is asked too often does not answer a request for the session or the history.
const ASK_AGAIN_MS = 8000;
// The library waits without end for the answer to its first packet.
const ANSWERS_MS = 10_000;
const CONFIRMS_MS = 10_000;
const END_MS = 5000;
const TYPING_APART_MS = 3000;
const HANDLE_AGAIN_MS = 5 * 60_000;
// What another tab writes is seen here a moment later.
const SEEN_BY_ALL_MS = 150;

export type State = "connecting" | "connected" | "reconnecting" | "refused";

interface Answer {
  shown?: string | null;
  rejected?: boolean;
  repeated?: boolean;
}

interface Typing {
  on: boolean;
  // The message whose turn has ended.
  id?: string;
  repeated?: boolean;
}

export interface Listener {
  onState(state: State): void;
  // The conversation as the server knows it; from now on messages are sent.
  onHistory(packets: Packet[]): void;
  onMessage(packet: Packet): void;
  onArrived(id: string, shown?: string | null): void;
  onRejected(id: string): void;
  // The same button was pressed before, perhaps in another window.
  onRepeated(id: string): void;
  onTyping(on: boolean): void;
  // A person is writing just now.
  onPersonTyping(): void;
  // How many wait for a person before the user.
  onQueue(waiting: number): void;
  // Conversations that were ended without a connection, of which the server has yet to be told.
  onOwed(owed: Owed): void;
  // The conversation is over, here or in another window; a new one begins.
  onEnded(): void;
  // Another window's conversation takes the place of this one, in which its user has said nothing yet.
  onMoved(): void;
  // Returns the host platform's token, if the page is embedded with one.
  token(): string | null;
  // Where the page is embedded, and the handle that the host page had; null on a page of its own.
  handed(): { origin: string; handle: string | null } | null;
  onHandle(handle: string): void;
}

export class Connection {
  readonly outbox: Outbox;
  // Whom the server knows by the token of this connection.
  #owner = NOBODY;
  // Null: not known yet, or known by the host page's handle alone.
  #session: string | null = null;
  #asked: string | null = null;
  // A conversation that this page has begun, and in which its user has said nothing yet.
  #isFresh = false;
  // Another tab began one of its own at the same time, and in this one something has been said.
  #isApart = false;
  #settling = 0;
  #acknowledged = new Set<string>();
  #ready = false;
  #asking = 0;
  #answering = 0;
  #typed = 0;
  #listener: Listener;
  #socket: Socket;
  #asks: Asking;
  #late: LateEnd;

  constructor(listener: Listener) {
    this.#listener = listener;
    this.outbox = new Outbox(listener.token() ? unconfirmed() : NOBODY);
    const isOver = hasRunOut();
    if (isOver) {
      forget(SESSION);
      this.outbox.clear();
    }
    const auth = (use: (auth: object) => void) => use(listener.token() ? { token: listener.token() } : {});
    // A proxy in front of several servers sends all requests of this window to one of them (`sess`).
    this.#socket = io({ reconnectionDelayMax: 5000, auth, query: { sess: newId() } });
    this.#asks = new Asking(this.#socket);
    this.#late = new LateEnd(this.#asks, (owed) => listener.onOwed(owed));
    if (isOver) this.#late.oweLast();
    this.#socket.io.on("open", () => this.#awaitAnswer());
    this.#socket.on("connect", () => {
      window.clearTimeout(this.#answering);
      this.#owner = NOBODY;
      this.#askForSession();
    });
    this.#socket.on("ended", () => {
      // Not what another tab has begun meanwhile.
      if (recall(SESSION) === this.#session) forget(SESSION);
      this.#beginAnew();
    });
    this.#socket.on("session_owner", (owner: string) => void (this.#owner = owner));
    window.addEventListener("storage", ({ key, newValue }) => {
      if (key === SESSION && newValue === null) this.#endedElsewhere();
      else if (key === SESSION) this.#begunElsewhere();
    });
    if (!this.outbox.isKept) window.addEventListener("beforeunload", (event) => this.#askBeforeLeaving(event));
    this.#socket.on("session_handed", () => {
      this.#session = null;
      this.outbox.settle(NOBODY);
      this.#askForHistory();
    });
    window.setInterval(() => this.#askForHandle(), HANDLE_AGAIN_MS);
    this.#socket.on("session_confirm", (id: string) => this.#confirmed(id));
    this.#socket.on("history", (packets: Packet[]) => this.#begin(packets));
    this.#socket.on("bot_uttered", (packet: Packet) => listener.onMessage({ ...packet, sender: "bot" }));
    this.#socket.on("user_echo", (packet: Packet) => listener.onMessage(packet));
    this.#socket.on("bot_typing", (typing: Typing) => this.#turned(typing));
    this.#socket.on("person_typing", () => listener.onPersonTyping());
    this.#socket.on("queue", ({ waiting }: { waiting: number }) => listener.onQueue(waiting));
    this.#socket.on("disconnect", (reason) => this.#lost(reason));
    this.#socket.on("connect_error", (error) => this.#failed(error));
  }

  // Sends a message now, or as soon as there is a connection; returns it with the id it will have everywhere.
  send(message: string, more: Partial<Outgoing> = {}): Outgoing {
    const outgoing = this.outbox.add(message, more);
    this.#typed = 0;
    if (!more.unseen) this.#isFresh = false;
    if (this.#ready) this.#emit(outgoing);
    return outgoing;
  }

  // The user types; worth nothing later.
  typing(): void {
    const now = Date.now();
    if (!this.#ready || now - this.#typed < TYPING_APART_MS) return;
    this.#typed = now;
    this.#socket.volatile.emit("typing");
  }

  // Says whether the server has kept it.
  async judge(id: string, helpful: boolean, reason?: string): Promise<boolean> {
    return this.#confirms("feedback", CONFIRMS_MS, { id, helpful, reason });
  }

  // Says whether a person got it.
  async fillIn(details: Details): Promise<boolean> {
    return this.#confirms("staff_form", CONFIRMS_MS, details);
  }

  async #confirms(event: string, patience: number, ...given: object[]): Promise<boolean> {
    try {
      const answer = await this.#asks.ask<{ ok?: boolean }>(event, patience, ...given);
      return answer.ok === true;
    } catch {
      return false;
    }
  }

  // What the server lets pictures of this conversation be sent and got by.
  async picturePass(): Promise<string> {
    const answer = await this.#asks.ask<{ pass?: string }>("picture_pass", 10_000);
    if (!answer.pass) throw new Error("no pass");
    return answer.pass;
  }

  // Ends the conversation. Without a token the browser alone knows where it is: it forgets, whether the server hears of it or not.
  async end(): Promise<Ended> {
    let ended: Ended = (await this.#endsNow()) ? "ended" : "failed";
    if (ended === "failed" && this.#listener.token()) return ended;
    if (ended === "failed") ended = this.#late.owe() ? "later" : "here";
    if ([null, recall(SESSION)].includes(this.#session)) forget(SESSION);
    this.#beginAnew();
    return ended;
  }

  async #endsNow(): Promise<boolean> {
    // Where the browser itself knows that there is no network, nobody waits for it.
    return navigator.onLine && this.#confirms("end", END_MS);
  }

  // The host page's user has signed in or out, or is another one: nothing of the one before may be seen, or sent.
  changeUser(): void {
    this.outbox.passTo(this.#listener.token() ? unconfirmed() : NOBODY);
    forget(SESSION);
    this.#beginAnew();
  }

  // Another tab of this browser has ended the conversation, perhaps without a network.
  #endedElsewhere(): void {
    if (this.#owner !== NOBODY || this.#listener.token()) return;
    drop(SESSION);
    this.#beginAnew();
  }

  // Another tab began a conversation at the same time, and the browser remembers that one: both are in it, unless
  // something has been said in this one. Then the browser is to remember this one; it is told so once.
  #begunElsewhere(): void {
    const isOurs = this.#session === null || this.#session === recall(SESSION);
    if (isOurs || this.#owner !== NOBODY || this.#listener.token()) return;
    if (this.#isFresh) this.#beginAnew(() => this.#listener.onMoved());
    else if (this.#session && this.#ready && !this.#isApart) {
      this.#isApart = true;
      remember(SESSION, this.#session);
    }
  }

  // What the server has not acknowledged yet goes with the page: the browser asks whether to stay.
  #askBeforeLeaving(event: BeforeUnloadEvent): void {
    if (this.outbox.waiting.every(({ id, unseen }) => unseen || this.#acknowledged.has(id))) return;
    event.preventDefault();
    // Browsers before 2023 ask because of this alone.
    event.returnValue = "unsent";
  }

  // Forgets what was said, not the session: what another tab has begun meanwhile is taken up.
  #beginAnew(tell = () => this.#listener.onEnded()): void {
    this.#session = null;
    this.#isApart = false;
    this.outbox.clear();
    tell();
    // What was asked for while there was no connection, for example an end.
    this.#asks.stop();
    this.#late.stop();
    this.#socket.disconnect();
    this.#asks.pause();
    this.#socket.connect();
  }

  // Tries again with a fresh token; a connection that is being made must not be made twice.
  retry(): void {
    if (!this.#socket.active) this.#socket.connect();
  }

  // A first packet that got lost between two networks: begin again.
  #awaitAnswer(): void {
    window.clearTimeout(this.#answering);
    this.#answering = window.setTimeout(() => {
      if (this.#socket.connected || !this.#socket.active) return;
      this.#socket.disconnect();
      this.#socket.connect();
    }, ANSWERS_MS);
  }

  #askForSession(): void {
    // What was said in a conversation is never sent to another one.
    this.#asked = this.#isApart ? this.#session : recall(SESSION);
    window.clearTimeout(this.#asking);
    this.#socket.emit("session_request", { session_id: this.#asked, ...this.#listener.handed() });
    this.#asking = window.setTimeout(() => this.#askForSession(), ASK_AGAIN_MS);
  }

  #confirmed(id: string): void {
    window.clearTimeout(this.#asking);
    const known = recall(SESSION);
    const isKnown = id === known || id === this.#asked;
    // Another tab has begun a conversation at the same time: both are in that one.
    if (known && !isKnown && this.#asked === null && this.#owner === NOBODY) {
      this.#askForSession();
      return;
    }
    this.outbox.settle(this.#owner);
    this.#session = id;
    this.#isFresh = !isKnown && this.outbox.waiting.every(({ unseen }) => unseen);
    // Whom the host's token names has a conversation of their own, and what was before it is not for whoever comes after.
    if (this.#owner === NOBODY) remember(SESSION, id);
    else forget(SESSION);
    if (isKnown || this.#owner !== NOBODY) this.#askForHistory();
    else if (this.#isFresh) this.#begin([]);
    else this.#settling = window.setTimeout(() => this.#settled(id), SEEN_BY_ALL_MS);
  }

  // What was typed before there was a conversation goes to the one that all tabs are in.
  #settled(id: string): void {
    if (recall(SESSION) === id) this.#begin([]);
    else this.#askForSession();
  }

  #askForHistory(): void {
    window.clearTimeout(this.#asking);
    this.#socket.emit("history_request");
    this.#asking = window.setTimeout(() => this.#askForHistory(), ASK_AGAIN_MS);
  }

  // While the page is open the host page has a handle that lasts a while longer.
  #askForHandle(): void {
    const handed = this.#listener.handed();
    if (!handed || !this.#ready || this.#listener.token()) return;
    this.#socket.emit("handle_request", { origin: handed.origin }, ({ handle }: { handle?: string }) => {
      if (handle) this.#listener.onHandle(handle);
    });
  }

  #begin(packets: Packet[]): void {
    window.clearTimeout(this.#asking);
    const again = this.#ready;
    // What the server has stored did arrive, even if its acknowledgement was lost with the last connection.
    this.outbox.done(new Set(packets.map((packet) => packet.id)));
    this.#ready = true;
    // A history that comes a second time, after a turn that was running, sends nothing a second time.
    const unsent = again ? [] : this.outbox.waiting;
    this.#listener.onHistory(packets);
    this.#listener.onState("connected");
    this.#asks.begin();
    if (!again) this.#askForHandle();
    if (!again) void this.#late.begin(!this.#listener.token());
    unsent.forEach((outgoing) => this.#emit(outgoing));
  }

  #emit(outgoing: Outgoing): void {
    const { id, message, title, tried, replyTo, picture } = outgoing;
    this.outbox.tried(id);
    const packet = { id, message, metadata: title ? { title } : {}, reply_to: replyTo, picture, ...(tried ? { again: true } : {}) };
    this.#socket.emit("user_uttered", packet, (answer?: Answer) => {
      if (answer?.repeated) this.#repeated(id);
      else if (answer?.rejected) {
        this.outbox.done(new Set([id]));
        this.#listener.onRejected(id);
      } else {
        this.#acknowledged.add(id);
        this.#listener.onArrived(id, answer?.shown);
      }
    });
  }

  #repeated(id: string): void {
    this.outbox.done(new Set([id]));
    this.#listener.onRepeated(id);
  }

  #turned({ on, id, repeated }: Typing): void {
    this.#listener.onTyping(on);
    if (id && repeated) this.#repeated(id);
    // The turn of this message has ended, and is stored.
    if (id) this.outbox.done(new Set([id]));
  }

  #lost(reason: string): void {
    window.clearTimeout(this.#asking);
    window.clearTimeout(this.#settling);
    this.#ready = false;
    this.#asks.pause();
    this.#listener.onTyping(false);
    this.#listener.onState("reconnecting");
    // After this one reason the library does not reconnect by itself.
    if (reason === "io server disconnect") this.#socket.connect();
  }

  #failed(error: Error & { data?: { reason?: string } }): void {
    // Active: the library tries again. Otherwise the server does not want this token.
    if (!this.#socket.active) console.warn(`${NAME}：平台的令牌（data-token）没有被接受：${error.data?.reason ?? error.message}`);
    this.#listener.onState(this.#socket.active ? "reconnecting" : "refused");
  }
}
