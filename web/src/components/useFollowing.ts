// Where the list of messages stands: at its end, but never so far that the newest message begins above the view.

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Message } from "../message";

// Messages that come this shortly after one another are read together, from the first of them.
const TOGETHER_MS = 3000;
// Pixels: fractions of them, and the space that the notice itself takes.
const NEARLY = 64;
const GAP = 8;

interface Place {
  // Id of the message that stays in view, and when the last one came.
  anchor: string | null;
  at: number;
  // The list follows the conversation until its user scrolls up.
  follows: boolean;
  atEnd: boolean;
  // How many messages it had when its end was last in view.
  read: number;
  // The list's when it was last put in place; a window that changes also scrolls.
  height: number;
}

export function useFollowing(messages: Message[], typing: boolean) {
  const list = useRef<HTMLDivElement>(null);
  const place = useRef<Place>({ anchor: null, at: 0, follows: true, atEnd: true, read: 0, height: 0 });
  const known = useRef(0);
  // How many messages are further down; 0: only the end is; null: it is in view.
  const [below, setBelow] = useState<number | null>(null);

  const look = useCallback(() => {
    const element = list.current;
    if (!element) return;
    const rest = distance(element);
    place.current.atEnd = rest < NEARLY;
    if (place.current.atEnd) place.current.read = known.current;
    const fresh = unseen(element, place.current.read);
    setBelow(rest >= NEARLY && (fresh > 0 || rest > element.clientHeight) ? fresh : null);
  }, []);

  const settle = useCallback(() => {
    const element = list.current;
    if (element && place.current.follows) element.scrollTop = target(element, place.current.anchor);
    place.current.height = element?.clientHeight ?? 0;
    look();
  }, [look]);

  useLayoutEffect(() => {
    if (messages.length > known.current) come(place.current, messages, known.current);
    known.current = messages.length;
    settle();
  }, [messages, typing, settle]);

  useEffect(() => onResize(list.current, settle), [settle]);

  const onScroll = useCallback(() => {
    const element = list.current;
    if (element?.clientHeight !== place.current.height) return;
    place.current.follows = element.scrollTop + 1 >= Math.floor(target(element, place.current.anchor));
    look();
  }, [look]);

  const toEnd = useCallback(() => {
    Object.assign(place.current, { anchor: null, follows: true });
    settle();
  }, [settle]);

  return { list, below, onScroll, toEnd };
}

// Decides what stays in view when there are more messages than there were.
function come(place: Place, messages: Message[], before: number): void {
  const fresh = messages.slice(before);
  const own = [...fresh].reverse().find((message) => message.mine);
  const now = Date.now();
  if (own) Object.assign(place, { anchor: own.id, follows: true });
  const said = fresh.slice(own ? fresh.indexOf(own) + 1 : 0).find((message) => message.sender === "bot");
  const isReading = messages.find((message) => message.id === place.anchor)?.sender === "bot";
  const isApart = now - place.at > TOGETHER_MS && place.atEnd;
  if (said && place.follows && (!isReading || isApart)) place.anchor = said.past ? lastId(messages) : said.id;
  place.at = now;
}

const lastId = (messages: Message[]) => messages[messages.length - 1]?.id ?? null;

const distance = (list: HTMLElement) => list.scrollHeight - list.clientHeight - list.scrollTop;

function target(list: HTMLElement, anchor: string | null): number {
  const end = list.scrollHeight - list.clientHeight;
  const start = anchor ? list.querySelector(`[data-id="${CSS.escape(anchor)}"]`) : null;
  if (!start) return end;
  const top = start.getBoundingClientRect().top - list.getBoundingClientRect().top + list.scrollTop;
  return Math.max(0, Math.min(end, top - GAP));
}

// Counts the messages after the first `read` ones that begin below the view.
function unseen(list: HTMLElement, read: number): number {
  const bottom = list.getBoundingClientRect().bottom;
  const rows = [...list.querySelectorAll("[data-id]")].slice(read);
  return rows.filter((row) => row.getBoundingClientRect().top + GAP * 2 > bottom).length;
}

function onResize(list: HTMLElement | null, then: () => void): (() => void) | undefined {
  if (!list || typeof ResizeObserver === "undefined") return undefined;
  const observer = new ResizeObserver(then);
  observer.observe(list);
  return () => observer.disconnect();
}
