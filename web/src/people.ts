// What the page knows of the people behind the assistant, from what was said.

import type { Message } from "./message";

// Some call themselves 客服 already.
export function nameOf(agent?: string): string {
  if (!agent) return "人工客服";
  return agent.startsWith("客服") ? agent : `客服${agent}`;
}

type Holder = "assistant" | "queue" | "person";

// A message that says how a request for a person stands, or that nobody is asked for any more; what else the assistant
// says meanwhile, for instance the menu or an answer that was pressed, changes nothing of that.
const tellsHolder = ({ sender, beside, outcome, from, endsRequest }: Message) =>
  sender === "bot" && !beside && (outcome === "handoff" || endsRequest || from === "notice");

// Who answers what the user writes now, as the last message tells that says so.
function holder(messages: readonly Message[]): Holder {
  const last = messages.filter(tellsHolder).slice(-1)[0];
  if (last?.outcome !== "handoff" || last.endsRequest) return "assistant";
  if (last.waits) return "queue";
  return last.from ? "person" : "assistant";
}

// A person has the conversation.
export const hasPerson = (messages: readonly Message[]): boolean => holder(messages) === "person";

// The user waits for one.
export const isQueued = (messages: readonly Message[]): boolean => holder(messages) === "queue";

// A person has it, or the user waits for one: the assistant answers nothing.
export const isSilent = (messages: readonly Message[]): boolean => holder(messages) !== "assistant";

// A request for a person is open, so that an answer may come at any time.
export function awaitsAnswer(messages: readonly Message[]): boolean {
  const is = (matches: (message: Message) => boolean) => messages.map(matches).lastIndexOf(true);
  return is(({ outcome }) => outcome === "handoff") > is(({ endsRequest, outcome, from }) => endsRequest || (from === "notice" && outcome !== "handoff"));
}
