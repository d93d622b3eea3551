// What an agent is called for: somebody new who waits, a conversation that a colleague passes on, something new in one's own.

import type { Ticket } from "../api/model";
import { channelName, whoIs } from "../words";

// Each alert has a name of its own, so that of several tabs only one sounds.
export interface Alert {
  name: string;
  ticket: string;
  title: string;
  body: string;
}

export interface Heard {
  waiting: ReadonlySet<string>;
  listed: ReadonlySet<string>;
  mine: ReadonlyMap<string, number>;
}

export function heard(waiting: readonly Ticket[], mine: readonly Ticket[]): Heard {
  return {
    waiting: new Set(waiting.filter(({ state }) => state === "waiting").map(({ id }) => id)),
    listed: new Set(waiting.map(({ id }) => id)),
    mine: new Map(mine.map((ticket) => [ticket.id, ticket.unread])),
  };
}

// What is new since `before`; nothing where nothing was known, as after opening the page.
export function alerts(before: Heard | null, waiting: readonly Ticket[], mine: readonly Ticket[]): Alert[] {
  if (!before) return [];
  const called = waiting.filter((ticket) => ticket.state === "waiting" && !before.waiting.has(ticket.id));
  const passed = mine.filter((ticket) => isPassed(before, ticket));
  const written = mine.filter((ticket) => !passed.includes(ticket) && ticket.unread > (before.mine.get(ticket.id) ?? 0));
  return [
    ...called.map((ticket) => ({
      name: `waiting.${ticket.id}.${ticket.claimed_at ?? ""}`,
      ticket: ticket.id,
      title: `有人在等待接待（${ticket.number} 号）`,
      body: [channelName(ticket.channel), whoIs(ticket), ticket.topic_title].filter(Boolean).join(" · "),
    })),
    ...passed.map((ticket) => ({
      name: `mine.${ticket.id}.passed.${ticket.note ?? ""}`,
      ticket: ticket.id,
      title: `同事把 ${ticket.number} 号转给了您`,
      body: ticket.note || whoIs(ticket),
    })),
    ...written.map((ticket) => ({
      name: `mine.${ticket.id}.${ticket.last?.at ?? ""}`,
      ticket: ticket.id,
      title: `${ticket.number} 号有新消息`,
      body: whoIs(ticket),
    })),
  ];
}

// What one takes oneself was in the queue before.
export function isPassed(before: Heard, { id, note }: Ticket): boolean {
  return note !== null && !before.mine.has(id) && !before.listed.has(id);
}
