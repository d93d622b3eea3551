import { useCallback, useEffect, useRef, useState } from "react";

import { sentence } from "../api/api";
import type { Box, Ticket, TicketPage } from "../api/model";
import { useDesk, useHints, useLists } from "../Desk";
import { refreshed, withFurther } from "../inbox/inbox";
import type { Hint } from "../live/live";

interface Tickets {
  tickets: readonly Ticket[] | null;
  more: boolean;
  further: () => void;
  problem: string | null;
  reload: () => void;
}

const TYPING_MS = 250;
const APART_MS = 1_500;

// The tickets of one list. Waiting ones and one's own are known to every screen; the others are asked for here.
export function useTickets(box: Box, query: string): Tickets {
  const lists = useLists();
  const isShared = !query && (box === "waiting" || box === "mine");
  const asked = useAsked(isShared ? null : `tickets?${new URLSearchParams({ box, q: query })}`);
  if (!isShared) return asked;
  return { ...asked, tickets: lists.known ? lists[box] : null, more: false };
}

interface Known {
  path: string;
  tickets: readonly Ticket[];
  more: boolean;
}

function useAsked(path: string | null): Tickets {
  const { api } = useDesk();
  const [known, setKnown] = useState<Known | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const wanted = useRef(path);
  wanted.current = path;

  const ask = useCallback(
    async (before: string | null) => {
      const asked = wanted.current;
      if (asked === null) return;
      try {
        const page = await api.get<TicketPage>(before === null ? asked : `${asked}&before=${encodeURIComponent(before)}`);
        if (asked !== wanted.current) return;
        setKnown((earlier) => grown(earlier?.path === asked ? earlier : null, asked, page, before !== null));
        setProblem(null);
      } catch (error) {
        if (asked === wanted.current) setProblem(sentence(error));
      }
    },
    [api],
  );
  // Letters of a search come one by one.
  useEffect(() => {
    const timer = setTimeout(() => void ask(null), TYPING_MS);
    return () => clearTimeout(timer);
  }, [path, ask]);
  useRefreshing(() => void ask(null));

  const current = known?.path === path ? known : null;
  const oldest = current?.tickets[current.tickets.length - 1]?.opened ?? "";
  return {
    tickets: current?.tickets ?? null,
    more: current?.more ?? false,
    further: () => void ask(oldest),
    problem,
    reload: () => void ask(null),
  };
}

function grown(known: Known | null, path: string, page: TicketPage, isFurther: boolean): Known {
  if (!known) return { path, tickets: page.tickets, more: page.more };
  if (isFurther) return { path, tickets: withFurther(known.tickets, page.tickets), more: page.more };
  const tickets = refreshed(known.tickets, page.tickets);
  return { path, tickets, more: tickets.length > page.tickets.length ? known.more : page.more };
}

// Hints come in crowds: after the first one it is asked once, a little later.
function useRefreshing(refresh: () => void): void {
  const timer = useRef<number | undefined>(undefined);
  const latest = useRef(refresh);
  latest.current = refresh;
  useHints(
    useCallback(({ kind }: Hint) => {
      if (kind === "ping") return;
      timer.current ??= window.setTimeout(() => {
        timer.current = undefined;
        latest.current();
      }, APART_MS);
    }, []),
  );
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
