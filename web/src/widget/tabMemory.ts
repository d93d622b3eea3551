// What the launcher keeps in the host page's storage, for this tab of the browser only: a frame on another site may have no
// storage of its own.

const PREFIX = "xueshi-";

// "away": the button was put away. "open": the window was open. "handle": leads the frame back to its conversation.
type Name = "away" | "open" | "handle";

// When the conversation was last known to wait for an answer of a person. It outlives the tab, since the answer may come the
// next day; whoever comes back then is told without opening the window.
const AWAITS = PREFIX + "awaits";
const AWAITS_MS = 7 * 24 * 3600_000;

export function keepAwaits(on: boolean): void {
  try {
    if (on) localStorage.setItem(AWAITS, String(Date.now()));
    else localStorage.removeItem(AWAITS);
  } catch {
    // as below
  }
}

export function rememberedAwaits(): boolean {
  try {
    return Date.now() - Number(localStorage.getItem(AWAITS)) < AWAITS_MS;
  } catch {
    return false;
  }
}

export function remembered(name: Name): string | null {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function keep(name: Name, value: string | null): void {
  try {
    if (value) sessionStorage.setItem(PREFIX + name, value);
    else sessionStorage.removeItem(PREFIX + name);
  } catch {
    // The host page may have no storage: then it lasts until the next page.
  }
}
