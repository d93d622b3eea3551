// What the browser remembers; where it may not, the page does until it is closed.

const memory = new Map();

export function remember(name, value) {
  memory.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // private browsing, or storage switched off
  }
}

export function recall(name) {
  try {
    return localStorage.getItem(name) ?? memory.get(name) ?? null;
  } catch {
    return memory.get(name) ?? null;
  }
}
