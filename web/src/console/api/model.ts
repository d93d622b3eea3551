// What the console's server sends and takes, as JSON.

import type { Attachment } from "../../pictures/attachment";

export type Role = "admin" | "agent" | "reader";
export type Presence = "online" | "busy" | "offline";

export interface Me {
  id: string;
  name: string;
  title: string;
  role: Role;
  state: Presence;
  most: number;
  csrf: string;
  assistant: { name: string; platform: string };
  agents_online: number;
  hours_open: boolean | null;
}

export type Box = "waiting" | "mine" | "all" | "closed";
export type TicketState = "waiting" | "active" | "left" | "closed";
export type Ended = "solved" | "unsolved" | "assistant" | "user" | "idle" | "abandoned";
export type Speaker = "user" | "assistant" | "agent" | "notice";

// Points in time are ISO 8601.
export interface Ticket {
  id: string;
  number: number;
  state: TicketState;
  channel: string;
  reason: string;
  topic: string | null;
  topic_title: string | null;
  role_title: string | null;
  city: string | null;
  opened: string;
  waiting_since: string | null;
  claimed_at: string | null;
  first_reply_at: string | null;
  closed: string | null;
  ended: Ended | null;
  agent: { id: string; title: string } | null;
  last: { from: Speaker; text: string; at: number | null } | null;
  unread: number;
  note: string | null;
  // The form that users fill in for the staff; null: there is none. `look`: who asks may look at it.
  form?: { filled: string | null; look: boolean } | null;
}

export interface StaffDetails {
  id_number: string;
  name: string;
  unit: string;
}

export interface Counts {
  waiting: number;
  left: number;
  mine: number;
}

export interface TicketPage {
  tickets: Ticket[];
  counts: Counts;
  more: boolean;
}

// `at`: seconds since 1970. `state`: of what an agent wrote; sent: part of the conversation, reached: an open page of the
// user has shown it. `id`: null until it is part of the conversation.
export interface Message {
  id: number | null;
  at: number;
  from: Speaker;
  text: string;
  attachment?: Attachment;
  agent?: string | null;
  outcome?: string | null;
  faq_id?: string | null;
  faq_lines?: readonly number[] | null;
  key?: string | null;
  state?: "pending" | "sent" | "reached" | "failed" | null;
}

// Nothing where it is not known, as in WeChat.
export interface UserThere {
  online?: boolean;
  typing?: boolean;
}

export interface May {
  claim: boolean;
  reply: boolean;
  give_back: boolean;
  transfer: boolean;
  close: boolean;
}

// `last`: the number of the conversation's last event, after which to ask for more.
export interface ConversationPage {
  ticket: Ticket;
  messages: Message[];
  last: number;
  may: May;
}

export interface Answer {
  faq_id: string;
  title: string;
  text: string;
  lines: readonly number[];
}

export interface Canned {
  id: string;
  title: string;
  text: string;
}

export interface Agent {
  id: string;
  title: string;
  name: string;
  role: Role;
  state: Presence;
  active: number;
  most: number;
  disabled: boolean;
}

// Durations in seconds; null where there was none.
export interface FiguresRow {
  key: string;
  title: string;
  asked: number;
  claimed: number;
  closed: number;
  given_up: number;
  reopened: number;
  wait_median: number | null;
  wait_p95: number | null;
  first_reply_median: number | null;
  length_median: number | null;
  solved: number;
  unsolved: number;
}

export interface Figures {
  total: FiguresRow;
  days: FiguresRow[];
  agents: FiguresRow[];
  topics: FiguresRow[];
}

// In the words of the screens.
export interface AuditRow {
  id: number;
  at: string;
  by: string;
  act: string;
  number: number | null;
  detail: string;
  address: string | null;
}
