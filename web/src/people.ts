// What the page knows of the people behind the assistant, from what was said.

import type { Message } from "./message";

// Some call themselves 客服 already.
export function nameOf(agent?: string): string {
  if (!agent) return "人工客服";
  return agent.startsWith("客服") ? agent : `客服${agent}`;
}

// A person has the conversation, or the user waits for one: the assistant answers nothing.
export function isSilent(messages: readonly Message[]): boolean {
  const last = lastOfBot(messages);
  return !!last && last.outcome === "handoff" && (last.waits || !!last.from);
}

// A request for a person is open, so that an answer may come at any time.
export function awaitsAnswer(messages: readonly Message[]): boolean {
  const is = (matches: (message: Message) => boolean) => messages.map(matches).lastIndexOf(true);
  return is(({ outcome }) => outcome === "handoff") > is(({ outcome, from }) => from === "notice" && outcome !== "handoff");
}

function lastOfBot(messages: readonly Message[]): Message | undefined {
  return messages.filter(({ sender }) => sender === "bot").slice(-1)[0];
}
