// The chat library announces each message as an alert, which interrupts a screen reader; the log around it is enough.

import { useLayoutEffect, useRef } from "preact/hooks";

export function useQuiet() {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const alert = element.current?.closest(".Message-content");
    for (const name of ["role", "aria-live", "aria-atomic"]) alert?.removeAttribute(name);
  }, []);
  return element;
}
