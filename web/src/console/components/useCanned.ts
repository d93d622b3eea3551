import { useCallback, useSyncExternalStore } from "react";

import type { Api } from "../api/api";
import type { Canned } from "../api/model";
import { useDesk } from "../Desk";

// All conversations of a page share them, so they are asked for once.
const known = new WeakMap<Api, readonly Canned[]>();
const asked = new WeakSet<Api>();
const watchers = new Set<() => void>();
const NONE: readonly Canned[] = [];

export function useCanned(): { canned: readonly Canned[]; reload: () => Promise<void> } {
  const { api } = useDesk();
  const reload = useCallback(async () => {
    asked.add(api);
    known.set(api, (await api.get<{ canned: Canned[] }>("canned")).canned);
    watchers.forEach((watcher) => watcher());
  }, [api]);
  const watch = useCallback(
    (watcher: () => void) => {
      watchers.add(watcher);
      if (!asked.has(api)) reload().catch(() => asked.delete(api));
      return () => watchers.delete(watcher);
    },
    [api, reload],
  );
  return { canned: useSyncExternalStore(watch, () => known.get(api) ?? NONE), reload };
}
