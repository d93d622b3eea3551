// What the page knows of the people behind the assistant, from what was said.

import type { Message } from "./message";

// Some call themselves 客服 already.
export function nameOf(agent?: string): string {
  if (!agent) return "人工客服";
  return agent.startsWith("客服") ? agent : `客服${agent}`;
}

type Holder = "assistant" | "queue" | "person";

// Who answers what the user writes now, as the last message tells that says so.
function holder(messages: readonly Message[]): Holder {
  const last = messages.filter(({ sender, beside }) => sender === "bot" && !beside).slice(-1)[0];
  if (last?.outcome !== "handoff") return "assistant";
  if (last.waits) return "queue";
  return last.from ? "person" : "assistant";
}

// A person has the conversation.
export const hasPerson = (messages: readonly Message[]): boolean => holder(messages) === "person";

// A person has it, or the user waits for one: the assistant answers nothing.
export const isSilent = (messages: readonly Message[]): boolean => holder(messages) !== "assistant";

// A request for a person is open, so that an answer may come at any time.
export function awaitsAnswer(messages: readonly Message[]): boolean {
  const is = (matches: (message: Message) => boolean) => messages.map(matches).lastIndexOf(true);
  return is(({ outcome }) => outcome === "handoff") > is(({ endsRequest, outcome, from }) => endsRequest || (from === "notice" && outcome !== "handoff"));
}
