// The keys and the state of the list of matching titles. Nothing is chosen until an arrow key does.

import { useMemo, useState } from "preact/hooks";

import { matching, type Titles } from "../matching";

export function useSuggestions(all: Titles, text: string) {
  const [closed, setClosed] = useState(false);
  const [composing, setComposing] = useState(false);
  const [active, setActive] = useState(-1);
  const titles = useMemo(() => (text.includes("\n") ? [] : matching(all, text)), [all, text]);
  // While an input method composes, its own list of words is in view.
  const open = titles.length > 0 && !closed && !composing;

  function press(event: KeyboardEvent, choose: (title: string) => void): boolean {
    if (!open) return false;
    const chosen = titles[active];
    if (event.key === "Escape") setClosed(true);
    else if (event.key === "ArrowDown") setActive((active + 1) % titles.length);
    else if (event.key === "ArrowUp") setActive(active <= 0 ? titles.length - 1 : active - 1);
    else if (event.key === "Enter" && !event.shiftKey && chosen) choose(chosen.title);
    else return false;
    return true;
  }

  function reopen(): void {
    setClosed(false);
    setActive(-1);
  }

  return { titles, open, active, press, reopen, close: () => setClosed(true), compose: setComposing };
}
