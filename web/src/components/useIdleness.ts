// Ends a conversation that nobody uses; says whether that is about to happen.

import { useEffect, useState } from "preact/hooks";

import type { Assistant } from "../assistant";
import { watchIdleness } from "../idle";
import type { PageData } from "../pageData";

export function useIdleness(assistant: Assistant, data: Promise<PageData>): boolean {
  const [ending, setEnding] = useState(false);
  useEffect(() => {
    void data.then(({ idle_minutes: minutes }) =>
      watchIdleness({
        minutes: () => (assistant.isSigned ? 0 : minutes),
        isWaiting: () => assistant.store.conversation.messages.some((message) => message.outcome === "handoff"),
        onWarning: setEnding,
        onEnd: () => void assistant.end(),
      }),
    );
  }, [assistant, data]);
  return ending;
}
