// Asks the server when a component appears, and says whether the answer is there.
import { useCallback, useEffect, useRef, useState } from "react";

import { sentence } from "../api/api";

export interface Loaded<T> {
  value: T | null;
  problem: string | null;
  reload: () => void;
}

// What the server answers to a question; a late answer to an earlier question is left out.
export function useLoaded<T>(ask: () => Promise<T>): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const turn = useRef(0);
  const reload = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    const isLatest = (): boolean => mine === turn.current;
    ask().then(
      (answer) => {
        if (!isLatest()) return;
        setValue(answer);
        setProblem(null);
      },
      (error: unknown) => isLatest() && setProblem(sentence(error)),
    );
  }, [ask]);
  useEffect(reload, [reload]);
  return { value, problem, reload };
}
