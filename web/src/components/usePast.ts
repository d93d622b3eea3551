// The arrow keys in an empty field bring back what was typed before.

import { useState } from "preact/hooks";

export function usePast(typed: string[], text: string, setText: (text: string) => void) {
  // How many messages back; 0: not at all.
  const [back, setBack] = useState(0);
  const shown = back > 0 ? typed[typed.length - back] : undefined;
  const browsing = shown !== undefined && shown === text;

  function press(event: KeyboardEvent): boolean {
    const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (!step || event.shiftKey || !(text === "" || browsing)) return false;
    const next = Math.min((browsing ? back : 0) + step, typed.length);
    if (next < 0) return false;
    setBack(next);
    setText(next === 0 ? "" : (typed[typed.length - next] ?? ""));
    return true;
  }

  return { press, leave: () => setBack(0) };
}
