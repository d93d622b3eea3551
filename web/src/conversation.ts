// The messages on the page, and what becomes of them.

import type { Owed } from "./lateEnd";
import { referred } from "./pictures/attachment";
import { isQueued } from "./people";
import { fromPacket, type Feedback, type Message, type Packet } from "./message";

export interface Conversation {
  messages: Message[];
  typing: boolean;
  // A person is writing.
  personTyping: boolean;
  // How many wait for a person before the user, where that was said last; null: nobody knows, or it is over.
  queue: number | null;
  // How many conversations there were here before.
  round: number;
  // Whether the server has yet to be told of the end of one of those.
  owed: Owed;
}

export type Change =
  | { type: "history"; packets: Packet[] }
  | { type: "heard"; packet: Packet }
  | { type: "said"; id: string; text: string; payload?: string | undefined; replyTo?: string | undefined; picture?: string | undefined }
  | { type: "arrived"; id: string; shown?: string | null | undefined }
  | { type: "rejected"; id: string }
  | { type: "repeated"; id: string }
  | { type: "judged"; id: string; feedback: Feedback }
  | { type: "typing"; on: boolean }
  | { type: "personTyping"; on: boolean }
  | { type: "queue"; waiting: number }
  | { type: "owed"; owed: Owed }
  | { type: "ended" }
  // Nothing was said in it; what stands in the field stays.
  | { type: "moved" };

export const EMPTY: Conversation = { messages: [], typing: false, personTyping: false, queue: null, round: 0, owed: "nothing" };

export function changed(conversation: Conversation, change: Change): Conversation {
  const { messages } = conversation;
  switch (change.type) {
    case "ended":
      return { ...EMPTY, round: conversation.round + 1, owed: conversation.owed };
    case "moved":
      return { ...EMPTY, round: conversation.round, owed: conversation.owed };
    case "owed":
      return { ...conversation, owed: change.owed };
    case "typing":
      return { ...conversation, typing: change.on };
    case "personTyping":
      return { ...conversation, personTyping: change.on };
    case "history":
      // The server says once more where the user stands.
      return { ...conversation, messages: merged(messages, change.packets), queue: null };
    case "heard": {
      const now = withHeard(messages, change.packet);
      return {
        ...conversation,
        messages: now,
        queue: change.packet.sender === "user" || isQueued(now) ? conversation.queue : null,
        personTyping: conversation.personTyping && change.packet.sender === "user",
      };
    }
    case "queue":
      return { ...conversation, queue: change.waiting };
    case "said":
      return { ...conversation, messages: [...without(messages, change.id), said(change)] };
    case "arrived":
      return { ...conversation, messages: edited(messages, change.id, arrived(change.shown)) };
    case "rejected":
      return { ...conversation, messages: edited(messages, change.id, { state: "rejected" }) };
    case "repeated":
      return { ...conversation, messages: without(messages, change.id) };
    case "judged":
      return { ...conversation, messages: edited(messages, change.id, { feedback: change.feedback }) };
  }
}

function said({ id, text, payload, replyTo, picture }: Extract<Change, { type: "said" }>): Message {
  const at = new Date();
  const attachment = picture ? referred(picture) : undefined;
  const fresh = { replies: [], waits: false, beside: false, endsRequest: false, wantsPicture: false, failed: false, past: false, mine: true };
  return { ...fresh, sender: "user", id, text, payload, replyTo, picture, attachment, at, state: "waiting" };
}

// Personal data is masked by the server: what it shows of a message is what the page shows.
function arrived(shown?: string | null): Partial<Message> {
  return shown ? { state: "arrived", text: shown } : { state: "arrived" };
}

function withHeard(messages: Message[], packet: Packet): Message[] {
  const isThere = messages.some((message) => message.id === packet.id);
  return isThere || isEmpty(packet) ? messages : [...messages, fromPacket(packet)];
}

// Puts all into the order in which it was said: what came live may be younger than what was missed. What the server has not
// stored (a remark, a message whose turn still runs) stays behind the message that it stood behind. A message that waited
// takes its place in the history if it did arrive; one that still waits stays last.
function merged(messages: Message[], packets: Packet[]): Message[] {
  const stored = new Map(packets.filter((packet) => !isEmpty(packet)).map((packet) => [packet.id, packet]));
  const kept = new Map(messages.filter(({ state }) => state !== "waiting").map((message) => [message.id, message]));
  const behind = unstored([...kept.values()], stored);
  const inOrder = [...stored.values()].flatMap((packet) => {
    const message = kept.get(packet.id);
    return [message ? refreshed(message, packet) : fromPacket(packet, true), ...(behind.get(packet.id) ?? [])];
  });
  const waiting = messages.filter(({ id, state }) => state === "waiting" && !stored.has(id));
  return [...(behind.get(null) ?? []), ...inOrder, ...waiting];
}

// What is not stored, by the id of the stored message that it stands behind; null: behind none.
function unstored(messages: Message[], stored: ReadonlyMap<string, Packet>): Map<string | null, Message[]> {
  const behind = new Map<string | null, Message[]>();
  let before: string | null = null;
  for (const message of messages) {
    if (stored.has(message.id)) before = message.id;
    else behind.set(before, [...(behind.get(before) ?? []), message]);
  }
  return behind;
}

function refreshed(message: Message, packet: Packet): Message {
  return { ...message, ...arrived(packet.text), feedback: packet.feedback ?? message.feedback };
}

const isEmpty = (packet: Packet) => !packet.text && !packet.quick_replies?.length;

const without = (messages: Message[], id: string) => messages.filter((message) => message.id !== id);

const edited = (messages: Message[], id: string, edit: Partial<Message>) =>
  messages.map((message) => (message.id === id ? { ...message, ...edit } : message));
