// What the lists say, worked out from the tickets.

import type { Counts, Ticket } from "../api/model";
import { moment } from "../time";

// Waiting ones before those that were registered while nobody was there; in each the longest wait first.
export function queueOrder(tickets: readonly Ticket[]): Ticket[] {
  return [...tickets].sort((one, other) => Number(one.state === "left") - Number(other.state === "left") || since(one) - since(other));
}

// Since when somebody waits for a person, in milliseconds.
export function since(ticket: Ticket): number {
  return moment(ticket.waiting_since ?? ticket.opened) ?? 0;
}

// The newest first, as in any list of conversations; what a colleague has just passed on before all.
export function recentOrder(tickets: readonly Ticket[], passed: ReadonlySet<string> = new Set()): Ticket[] {
  const isPassed = ({ id }: Ticket): number => Number(passed.has(id));
  return [...tickets].sort((one, other) => isPassed(other) - isPassed(one) || lastAt(other) - lastAt(one));
}

export function lastAt(ticket: Ticket): number {
  return moment(ticket.last?.at) ?? moment(ticket.opened) ?? 0;
}

// Adds a further page of a list.
export function withFurther(known: readonly Ticket[], came: readonly Ticket[]): Ticket[] {
  const ids = new Set(known.map(({ id }) => id));
  return [...known, ...came.filter(({ id }) => !ids.has(id))];
}

// Brings the first page up to date where further ones were asked for; these stay as they were.
export function refreshed(known: readonly Ticket[], first: readonly Ticket[]): Ticket[] {
  const oldest = first[first.length - 1];
  return oldest ? withFurther(first, known.filter(({ opened }) => opened < oldest.opened)) : [];
}

export interface Attention {
  waiting: number;
  unread: number;
}

// `unread`: how many of one's own conversations have something new.
export function attention(counts: Counts, mine: readonly Ticket[]): Attention {
  return { waiting: counts.waiting, unread: mine.filter(({ unread }) => unread > 0).length };
}

export function titleWith({ waiting, unread }: Attention, name: string): string {
  const count = waiting + unread;
  return count ? `(${count}) ${name}` : name;
}
