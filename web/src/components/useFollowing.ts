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
  // How far its user has read on, in pixels beyond the place that is kept.
  beyond: number;
  atEnd: boolean;
  // How many messages it had when its end was last in view.
  read: number;
  // The list's height and place when it was last put there; a window that changes also scrolls.
  height: number;
  top: number;
}

const START: Place = { anchor: null, at: 0, follows: true, beyond: 0, atEnd: true, read: 0, height: 0, top: 0 };

export function useFollowing(messages: Message[], typing: boolean) {
  const list = useRef<HTMLDivElement>(null);
  const place = useRef<Place>({ ...START });
  // Ids of the messages so far: what was missed may come between them.
  const known = useRef<ReadonlySet<string>>(new Set());
  // While a button is held down nothing may move: it would be let go on something else, which is no click.
  const held = useRef(false);
  // How many messages are further down; 0: only the end is; null: it is in view.
  const [below, setBelow] = useState<number | null>(null);

  const look = useCallback(() => {
    const element = list.current;
    if (!element || held.current) return;
    const rest = distance(element);
    place.current.atEnd = rest < NEARLY;
    if (place.current.atEnd) place.current.read = known.current.size;
    const fresh = unseen(element, place.current.read);
    setBelow(rest >= NEARLY && (fresh > 0 || rest > element.clientHeight) ? fresh : null);
  }, []);

  const settle = useCallback(() => {
    const element = list.current;
    if (held.current) return;
    if (element) noticeScroll(element, place.current);
    const { anchor, beyond, follows } = place.current;
    if (element && follows) element.scrollTop = target(element, anchor) + beyond;
    Object.assign(place.current, { height: element?.clientHeight ?? 0, top: element?.scrollTop ?? 0 });
    look();
  }, [look]);

  useLayoutEffect(() => {
    if (list.current) noticeScroll(list.current, place.current);
    // Another conversation begins.
    if (messages.length === 0) place.current = { ...START };
    const fresh = messages.filter(({ id }) => !known.current.has(id));
    if (fresh.length > 0) come(place.current, messages, fresh);
    known.current = new Set(messages.map(({ id }) => id));
    settle();
  }, [messages, typing, settle]);

  useEffect(() => onResize(list.current, settle), [settle]);
  useEffect(() => onHold(list.current, (isHeld) => {
    held.current = isHeld;
    settle();
  }), [settle]);

  const onScroll = useCallback(() => {
    const element = list.current;
    if (element?.clientHeight !== place.current.height) return;
    const further = element.scrollTop - Math.floor(target(element, place.current.anchor));
    Object.assign(place.current, { follows: further + 1 >= 0, beyond: further > 1 ? further : 0, top: element.scrollTop });
    look();
  }, [look]);

  const toEnd = useCallback(() => {
    Object.assign(place.current, { anchor: null, follows: true, beyond: 0 });
    settle();
  }, [settle]);

  return { list, below, onScroll, toEnd };
}

// Keeps a scroll whose event is still to come: browsers send it with the next frame, and the list may change before.
function noticeScroll(list: HTMLElement, place: Place): void {
  const further = list.scrollTop - place.top;
  // At the end of a list that got shorter the browser has scrolled, nobody else.
  const isCut = further < 0 && distance(list) < 1;
  if (!place.follows || isCut || Math.abs(further) <= 1 || list.clientHeight !== place.height) return;
  const beyond = place.beyond + further;
  Object.assign(place, { follows: beyond + 1 >= 0, beyond: Math.max(0, beyond), top: list.scrollTop });
}

// Decides what stays in view when there are more messages than there were.
function come(place: Place, messages: Message[], fresh: Message[]): void {
  const own = [...fresh].reverse().find((message) => message.mine);
  const now = Date.now();
  if (own) Object.assign(place, { anchor: own.id, follows: true, beyond: 0 });
  const said = fresh.slice(own ? fresh.indexOf(own) + 1 : 0).find((message) => message.sender === "bot");
  const isReading = messages.find((message) => message.id === place.anchor)?.sender === "bot";
  const isApart = now - place.at > TOGETHER_MS && place.atEnd;
  if (said && place.follows && (!isReading || isApart)) {
    Object.assign(place, { anchor: said.past ? lastId(messages) : said.id, beyond: 0 });
  }
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

// Says when a finger or a mouse button goes down on the list, and when what it clicked has been heard.
function onHold(list: HTMLElement | null, then: (isHeld: boolean) => void): (() => void) | undefined {
  if (!list) return undefined;
  const down = () => then(true);
  const up = () => window.setTimeout(() => then(false));
  list.addEventListener("pointerdown", down);
  const ends = ["pointerup", "pointercancel"] as const;
  ends.forEach((end) => window.addEventListener(end, up));
  return () => {
    list.removeEventListener("pointerdown", down);
    ends.forEach((end) => window.removeEventListener(end, up));
  };
}
