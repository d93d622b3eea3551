// The screen that the page's address shows, kept up to date.
import { useMemo, useSyncExternalStore } from "react";

import { routeOf, type Route } from "../routes";

export function useRoute(): Route {
  const hash = useSyncExternalStore(watchHash, () => location.hash);
  return useMemo(() => routeOf(hash), [hash]);
}

function watchHash(changed: () => void): () => void {
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}
