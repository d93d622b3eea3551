// What the launcher keeps in the host page's storage, for this tab of the browser only: a frame on another site may have no
// storage of its own.

const PREFIX = "xueshi-";

// "away": the button was put away. "open": the window was open. "handle": leads the frame back to its conversation.
type Name = "away" | "open" | "handle";

export function kept(name: Name): string | null {
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
