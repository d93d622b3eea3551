// What the server sends, and what the page shows of it.

import type { Attachment } from "./pictures/attachment";

export interface Reply {
  title: string;
  payload: string;
}

export interface Feedback {
  helpful: boolean;
  reason?: string | null;
}

// A message of the user or the bot as the channel sends it: live, as an echo of another window, or in a history.
export interface Packet {
  sender: "user" | "bot";
  id: string;
  text: string;
  timestamp?: number;
  quick_replies?: Reply[];
  metadata?: { outcome?: string; faq_id?: string; reason?: string; from?: Speaker; agent?: string; waits?: boolean; over?: boolean; wants_picture?: boolean; attachment?: Attachment };
  reply_to?: string;
  // Only of the user's: that of the bot's stands in the metadata.
  attachment?: Attachment;
  feedback?: Feedback;
}

// Who says it in place of the assistant: a person, or the desk (who has come, who has gone).
export type Speaker = "person" | "notice";

export interface Message {
  sender: "user" | "bot";
  id: string;
  text: string;
  at: Date;
  replies: Reply[];
  outcome?: string | undefined;
  faqId?: string | undefined;
  from?: Speaker | undefined;
  // The person's name, where the desk gives one.
  agent?: string | undefined;
  // The user waits for a person.
  waits: boolean;
  // The request for a person has ended with it.
  over: boolean;
  feedback?: Feedback | undefined;
  // What is shown in place of the text.
  attachment?: Attachment | undefined;
  // The answer asks for a screenshot.
  wantsPicture: boolean;
  // What the server gave for the picture of a message that is sent.
  picture?: string | undefined;
  // Only of the user's: has it reached the server?
  state: "arrived" | "waiting" | "rejected";
  // What was sent in place of the text, when a button was pressed.
  payload?: string | undefined;
  // The bot's message whose button was pressed.
  replyTo?: string | undefined;
  // Only of the bot's: the turn came to nothing, so its button may be pressed again.
  failed: boolean;
  // It came with the history, so nobody is in the middle of reading it.
  past: boolean;
  // It was said in this window.
  mine: boolean;
}

// Reasons that the channel gives when the assistant could not answer.
const FAILURES = new Set(["error", "silent"]);

export function fromPacket(packet: Packet, past = false): Message {
  return {
    sender: packet.sender,
    id: packet.id,
    text: packet.text ?? "",
    at: packet.timestamp ? new Date(packet.timestamp * 1000) : new Date(),
    replies: packet.quick_replies ?? [],
    outcome: packet.metadata?.outcome,
    faqId: packet.metadata?.faq_id,
    from: packet.metadata?.from,
    agent: packet.metadata?.agent,
    waits: packet.metadata?.waits === true,
    over: packet.metadata?.over === true,
    feedback: packet.feedback,
    attachment: packet.attachment ?? packet.metadata?.attachment,
    wantsPicture: packet.metadata?.wants_picture === true,
    state: "arrived",
    replyTo: packet.reply_to,
    failed: FAILURES.has(packet.metadata?.reason ?? ""),
    past,
    mine: false,
  };
}
