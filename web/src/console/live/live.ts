// What the server says happened. It is only a hint: whoever hears it asks.

export type Hint = { kind: "tickets"; ids: readonly string[] } | { kind: "presence" } | { kind: "ping" } | { kind: "all" };

const REFRESH_MS = 30_000;
const SILENT_MS = 2_000;
const AGAIN_MS = 3_000;

export class Live {
  #source: EventSource | null = null;
  #hearers = new Set<(hint: Hint) => unknown>();
  #watchers = new Set<() => void>();
  #lost = false;
  #silence: number | undefined;
  #again: number | undefined;
  #refresh: number | undefined;

  start(): () => void {
    this.#open();
    this.#refresh = window.setInterval(() => this.#tell({ kind: "all" }), REFRESH_MS);
    const back = (): void => this.#reopen();
    const gone = (): void => this.#say(true);
    const seen = (): void => {
      if (!document.hidden) this.#tell({ kind: "all" });
    };
    addEventListener("online", back);
    addEventListener("offline", gone);
    document.addEventListener("visibilitychange", seen);
    return () => {
      removeEventListener("online", back);
      removeEventListener("offline", gone);
      document.removeEventListener("visibilitychange", seen);
      clearInterval(this.#refresh);
      this.#close();
    };
  }

  get lost(): boolean {
    return this.#lost;
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  hear(hearer: (hint: Hint) => unknown): () => void {
    this.#hearers.add(hearer);
    return () => this.#hearers.delete(hearer);
  }

  #open(): void {
    const source = new EventSource("api/events");
    this.#source = source;
    source.onopen = () => {
      this.#say(false);
      // What happened while nobody listened is asked for.
      this.#tell({ kind: "all" });
    };
    source.onerror = () => {
      this.#silence ??= window.setTimeout(() => this.#say(true), SILENT_MS);
      if (source.readyState !== EventSource.CLOSED) return;
      // After an answer that is no stream the browser does not try again by itself.
      this.#again ??= window.setTimeout(() => this.#reopen(), AGAIN_MS);
      // It may be that nobody is signed in any more: who asks for themselves learns it.
      this.#tell({ kind: "presence" });
    };
    source.addEventListener("tickets", (event) => this.#tell({ kind: "tickets", ids: ids(event.data) }));
    source.addEventListener("ping", () => this.#tell({ kind: "ping" }));
    source.addEventListener("presence", () => this.#tell({ kind: "presence" }));
  }

  #reopen(): void {
    this.#close();
    this.#open();
  }

  #close(): void {
    clearTimeout(this.#again);
    clearTimeout(this.#silence);
    this.#again = this.#silence = undefined;
    this.#source?.close();
    this.#source = null;
  }

  #say(lost: boolean): void {
    clearTimeout(this.#silence);
    this.#silence = undefined;
    if (lost === this.#lost) return;
    this.#lost = lost;
    this.#watchers.forEach((watcher) => watcher());
  }

  #tell(hint: Hint): void {
    this.#hearers.forEach((hearer) => hearer(hint));
  }
}

function ids(data: string): string[] {
  try {
    const { ids } = JSON.parse(data) as { ids?: unknown };
    return Array.isArray(ids) ? ids.map(String) : [];
  } catch {
    return [];
  }
}
