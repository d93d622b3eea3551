// The longest words that a field has room for.

import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

const WORDS = ["请输入您的问题", "请输入问题", "输入问题", "提问"] as const;

export function usePlaceholder(field: RefObject<HTMLTextAreaElement>): string {
  const [words, setWords] = useState<string>(WORDS[0]);
  // Not sooner: the library hands out its element in an effect of its own.
  useEffect(() => {
    const element = field.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWords(fitting(element)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [field]);
  return words;
}

// A Chinese character is as wide as its letters are high.
function fitting(element: HTMLElement): string {
  const { fontSize, paddingLeft, paddingRight } = getComputedStyle(element);
  const room = element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return WORDS.find((words) => words.length * parseFloat(fontSize) <= room) ?? WORDS[WORDS.length - 1] ?? "";
}
