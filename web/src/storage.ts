// What the browser remembers; where it may not, the page does until it is closed.

type Place = "localStorage" | "sessionStorage";

const memory = new Map<string, string>();

export function remember(name: string, value: string, place: Place = "localStorage"): void {
  memory.set(name, value);
  try {
    window[place].setItem(name, value);
  } catch {
    // private browsing, or storage switched off
  }
}

export function forget(name: string, place: Place = "localStorage"): void {
  memory.delete(name);
  try {
    window[place].removeItem(name);
  } catch {
    // as above
  }
}

// Another tab has taken it away: what this page remembers by itself goes as well.
export function drop(name: string): void {
  memory.delete(name);
}

export function recall(name: string, place: Place = "localStorage"): string | null {
  try {
    return window[place].getItem(name) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}

// Says whether what is remembered outlives the page: browsers refuse storage to frames of other sites, and in private.
export function isLasting(place: Place): boolean {
  try {
    const name = "xueshi-try";
    window[place].setItem(name, "1");
    window[place].removeItem(name);
    return true;
  } catch {
    return false;
  }
}
