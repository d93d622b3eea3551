// What all screens of somebody who is signed in share.

import { createContext, useContext, useEffect, useState, useSyncExternalStore } from "react";

import type { Api } from "./api/api";
import type { Me } from "./api/model";
import type { Drafts } from "./conversation/drafts";
import type { Bell } from "./inbox/bell";
import type { InboxStore, Lists } from "./inbox/InboxStore";
import type { Hint, Live } from "./live/live";

export interface Desk {
  api: Api;
  me: Me;
  setMe: (me: Me) => void;
  live: Live;
  inbox: InboxStore;
  drafts: Drafts;
  bell: Bell;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("nobody is signed in");
  return desk;
}

export function useLists(): Lists {
  const { inbox } = useDesk();
  return useSyncExternalStore(inbox.watch, () => inbox.lists);
}

export function useLost(): boolean {
  const { live } = useDesk();
  return useSyncExternalStore(live.watch, () => live.lost);
}

export function useHints(hear: (hint: Hint) => unknown): void {
  const { live } = useDesk();
  useEffect(() => live.hear(hear), [live, hear]);
}

// The present in milliseconds, as often as it is needed.
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => matchMedia(query).matches,
  );
}

// Whether the page is looked at, as far as the browser knows.
export function useVisible(): boolean {
  return useSyncExternalStore(
    (changed) => {
      document.addEventListener("visibilitychange", changed);
      return () => document.removeEventListener("visibilitychange", changed);
    },
    () => !document.hidden,
  );
}

// List beside conversation; with the panel of answers beside both.
export const WIDE = "(min-width: 768px)";
export const WIDEST = "(min-width: 1200px)";
