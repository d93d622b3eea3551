// The two lists that every screen needs: who waits, and one's own conversations.

import type { Api } from "../api/api";
import type { Counts, Ticket, TicketPage } from "../api/model";
import { alerts, heard, isPassed, type Alert, type Heard } from "./alerts";

export interface Lists {
  waiting: readonly Ticket[];
  mine: readonly Ticket[];
  counts: Counts;
  known: boolean;
}

const NOTHING: Lists = { waiting: [], mine: [], counts: { waiting: 0, left: 0, mine: 0 }, known: false };
const APART_MS = 700;

export class InboxStore {
  #lists = NOTHING;
  #heard: Heard | null = null;
  #watchers = new Set<() => void>();
  #passed: ReadonlySet<string> = new Set();
  #asking = false;
  #wanted = false;

  constructor(
    private readonly api: Api,
    private readonly call: (alerts: readonly Alert[]) => void,
  ) {}

  get lists(): Lists {
    return this.#lists;
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  // Asks now; while an answer is awaited once more afterwards, since hints come in crowds.
  refresh = (): void => {
    if (this.#asking) {
      this.#wanted = true;
      return;
    }
    this.#asking = true;
    void this.#ask().finally(() => {
      setTimeout(() => {
        this.#asking = false;
        if (!this.#wanted) return;
        this.#wanted = false;
        this.refresh();
      }, APART_MS);
    });
  };

  async #ask(): Promise<void> {
    try {
      const [waiting, mine] = await Promise.all([
        this.api.get<TicketPage>("tickets?box=waiting"),
        this.api.get<TicketPage>("tickets?box=mine"),
      ]);
      this.#take(waiting, mine);
    } catch {
      // The line at the top says that the connection is lost; the next refresh asks again.
    }
  }

  // Passed on by a colleague, and not opened since.
  get passed(): ReadonlySet<string> {
    return this.#passed;
  }

  opened(ticket: string): void {
    if (this.#passed.has(ticket)) this.#passed = new Set([...this.#passed].filter((id) => id !== ticket));
  }

  #take(waiting: TicketPage, mine: TicketPage): void {
    const before = this.#heard;
    this.call(alerts(before, waiting.tickets, mine.tickets));
    const passed = before ? mine.tickets.filter((ticket) => isPassed(before, ticket)) : [];
    if (passed.length) this.#passed = new Set([...this.#passed, ...passed.map(({ id }) => id)]);
    this.#heard = heard(waiting.tickets, mine.tickets);
    this.#lists = { waiting: waiting.tickets, mine: mine.tickets, counts: waiting.counts, known: true };
    this.#watchers.forEach((watcher) => watcher());
  }
}
