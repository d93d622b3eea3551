// The ready-made replies above the field: when they are there, and which one is chosen.

import { useCallback, useEffect, useState, type KeyboardEvent } from "react";

import type { Canned } from "../api/model";
import { matching, slashQuery } from "../conversation/canned";
import { useCanned } from "./useCanned";

export const TOGGLE = "canned-toggle";
const LIST = ".canned";

// They are there after a slash, or after a click while something else is written: then one is added. They go when one is
// chosen, the text changes or is sent, by Escape, and by a click elsewhere; a draft that is opened again brings none.
export function useReplies(text: string, write: (text: string) => void) {
  const { canned } = useCanned();
  const [chosen, setChosen] = useState(0);
  // Both for this text only.
  const [refused, setRefused] = useState<string | null>(text);
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    const ofText = (one: string | null): string | null => (one === text ? one : null);
    setRefused(ofText);
    setAsked(ofText);
  }, [text]);
  const bySlash = slashQuery(text);
  const query = bySlash ?? (asked === text ? "" : null);
  const found = query === null || refused === text ? null : matching(canned, query);
  const close = useCallback((): void => {
    setRefused(text);
    setAsked(null);
  }, [text]);
  useClosing(found !== null, bySlash === null ? `${LIST}, .${TOGGLE}` : `${LIST}, .${TOGGLE}, textarea`, close);
  const insert = (reply: Canned): void => {
    const written = bySlash === null && text ? `${text}\n${reply.text}` : reply.text;
    setRefused(written);
    setAsked(null);
    setChosen(0);
    write(written);
  };
  const toggle = (): void => {
    setRefused(found ? text : null);
    setAsked(found ? null : text);
  };
  const at = Math.min(chosen, Math.max(0, (found?.length ?? 0) - 1));
  const pressed = (event: KeyboardEvent): boolean => {
    if (!found) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const reply = found[at];
    if (step && found.length) setChosen((at + step + found.length) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && reply) insert(reply);
    else return false;
    event.preventDefault();
    return true;
  };
  return { found, chosen: at, insert, pressed, toggle, close };
}

// `within`: a selector of what belongs to it.
function useClosing(isOpen: boolean, within: string, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const clicked = ({ target }: PointerEvent): void => {
      if (!(target instanceof Element && target.closest(within))) close();
    };
    const pressed = (event: globalThis.KeyboardEvent): void => {
      if (event.key === "Escape" && !event.isComposing) close();
    };
    addEventListener("pointerdown", clicked);
    addEventListener("keydown", pressed);
    return () => {
      removeEventListener("pointerdown", clicked);
      removeEventListener("keydown", pressed);
    };
  }, [isOpen, within, close]);
}
