// Ends a conversation that nobody uses; says whether that is about to happen.

import { useEffect, useRef, useState } from "preact/hooks";

import type { Assistant } from "../assistant";
import { watchIdleness } from "../idle";
import type { Message } from "../message";
import type { PageData } from "../pageData";
import { awaitsAnswer } from "../people";

export function useIdleness(assistant: Assistant, data: Promise<PageData>, messages: readonly Message[]): boolean {
  const [ending, setEnding] = useState(false);
  const again = useRef<() => void>();
  useEffect(() => {
    void data.then(({ idle_minutes: minutes }) => {
      again.current = watchIdleness({
        minutes: () => (assistant.isSigned ? 0 : minutes),
        isWaiting: () => awaitsAnswer(assistant.store.conversation.messages),
        onWarning: setEnding,
        onEnd: () => void assistant.end(),
      });
    });
  }, [assistant, data]);
  const waits = awaitsAnswer(messages);
  useEffect(() => again.current?.(), [waits]);
  return ending;
}
