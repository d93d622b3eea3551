// The lines of a conversation as they are shown: days, messages, what is not acknowledged.

import type { Message } from "../api/model";
import { dayName } from "../time";
import { continues } from "./messages";
import type { Outgoing } from "./outgoing";

export type Line =
  | { kind: "day"; key: string; name: string }
  | { kind: "message"; key: string; message: Message; goesOn: boolean }
  | { kind: "outgoing"; key: string; outgoing: Outgoing };

export function lines(messages: readonly Message[], outgoing: readonly Outgoing[], now: number): Line[] {
  const all: Line[] = [];
  let before: Message | undefined;
  for (const message of messages) {
    const day = dayName(message.at * 1000, now);
    const isNewDay = !before || dayName(before.at * 1000, now) !== day;
    if (isNewDay) all.push({ kind: "day", key: `day-${message.at}`, name: day });
    all.push({ kind: "message", key: lineKey(message), message, goesOn: !isNewDay && continues(before, message) });
    before = message;
  }
  const known = new Set(messages.map(({ key }) => key));
  const unknown = outgoing.filter(({ key }) => !known.has(key));
  return [...all, ...unknown.map((one): Line => ({ kind: "outgoing", key: one.key, outgoing: one }))];
}

// A message keeps its place on the page when it turns from pending to sent.
function lineKey(message: Message): string {
  return message.key ?? `message-${message.id}`;
}
