// One conversation from what the server sent in several answers: each message once, in its order.

import type { Message } from "../api/model";

// Adds what came to what is known. Messages that arrived have ids and stand in their order; what is still on its way
// or failed is known by its key, and makes way for the message with this key once that has arrived.
export function merged(known: readonly Message[], came: readonly Message[]): Message[] {
  const arrived = new Map<number, Message>();
  const open = new Map<string, Message>();
  for (const message of [...known, ...came]) {
    if (isOpen(message)) open.set(message.key ?? "", message);
    else if (message.id !== null) arrived.set(message.id, message);
  }
  for (const message of arrived.values()) {
    if (message.key) open.delete(message.key);
  }
  const settled = [...arrived.values()].sort((one, other) => (one.id ?? 0) - (other.id ?? 0));
  return between(settled, [...open.values()]);
}

// Whether a message of an agent has not become part of the conversation.
export function isOpen(message: Message): boolean {
  return Boolean(message.key) && (message.id === null || message.state === "pending" || message.state === "failed");
}

// What a user has seen: all that was sent, once their page is known to be open; else what stands before their own words.
export function withReached(messages: readonly Message[], isOpen = false): readonly Message[] {
  const answered = isOpen ? messages.length : messages.map(({ from }) => from).lastIndexOf("user");
  const isNew = (message: Message, at: number): boolean => message.state === "sent" && at < answered;
  return messages.some(isNew) ? messages.map((message, at) => (isNew(message, at) ? { ...message, state: "reached" } : message)) : messages;
}

// What failed stands where it was written; what is on its way stands at the end.
function between(settled: readonly Message[], open: readonly Message[]): Message[] {
  const failed = open.filter((message) => message.state === "failed").sort(byTime);
  const pending = open.filter((message) => message.state !== "failed").sort(byTime);
  const all: Message[] = [];
  for (const message of settled) {
    while (failed[0] && failed[0].at < message.at) all.push(failed.shift() as Message);
    all.push(message);
  }
  return [...all, ...failed, ...pending];
}

function byTime(one: Message, other: Message): number {
  return one.at - other.at;
}

// The last of a user, which proposals are for.
export function lastOfUser(messages: readonly Message[]): Message | undefined {
  return [...messages].reverse().find((message) => message.from === "user");
}

// Whether two lines of one speaker belong together, so that name and time are said once.
export function continues(before: Message | undefined, message: Message): boolean {
  return (
    before !== undefined &&
    before.from === message.from &&
    before.from !== "notice" &&
    (before.agent ?? "") === (message.agent ?? "") &&
    message.at - before.at < 180
  );
}
