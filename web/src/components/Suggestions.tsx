// The list of titles that match what is typed.

import { useLayoutEffect, useRef } from "preact/hooks";

import type { Title } from "../matching";

// Pixels: two titles at least, also where hardly anything is left of the conversation.
const LOWEST = 96;
const GAP = 8;

export const optionId = (list: string, index: number) => `${list}-${index}`;

interface Props {
  id: string;
  titles: Title[];
  active: number;
  onChoose: (title: string) => void;
}

export function Suggestions({ id, titles, active, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (box.current) box.current.style.maxHeight = `${room(box.current)}px`;
  }, [titles]);
  return (
    <div class="suggestions" ref={box}>
      <p aria-hidden="true">您是不是想问</p>
      <ul id={id} role="listbox" aria-label="相近的问题">
        {titles.map(({ title }, index) => (
          // The field keeps the focus, so that a tap does not close the list first.
          <li key={title} id={optionId(id, index)} role="option" aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()} onClick={() => onChoose(title)}>
            {title}
          </li>
        ))}
      </ul>
    </div>
  );
}

// How much height there is above the field without covering the header.
function room(box: HTMLElement): number {
  const top = document.querySelector(".log")?.getBoundingClientRect().top ?? 0;
  const bottom = box.parentElement?.getBoundingClientRect().top ?? 0;
  return Math.min(Math.max(bottom - top - GAP, LOWEST), window.innerHeight * 0.45);
}
