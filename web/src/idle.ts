// On a shared computer the next person must not find the conversation: it ends when nobody has used it for a while.

import { forget, recall, remember } from "./storage";

const UNTIL = "xueshi-until";
const MINUTE_MS = 60_000;
const WARNING_MS = MINUTE_MS;
const LOOK_MS = 5000;
// Whoever waits for a person's answer may come back after the weekend.
const WAITING = 72;

interface Wanted {
  // 0: it does not end by itself.
  minutes(): number;
  isWaiting(): boolean;
  // It will end in less than a minute; false: it has been used again.
  onWarning(soon: boolean): void;
  onEnd(): void;
}

// Says whether what the browser remembers is too old, before it is used.
export function hasRunOut(): boolean {
  const until = Number(recall(UNTIL));
  return until > 0 && Date.now() > until;
}

// Returns what to call when waiting begins or ends: who leaves at once, without another touch, may come back as well.
export function watchIdleness(wanted: Wanted): () => void {
  const touch = () => {
    const minutes = wanted.minutes();
    if (minutes) remember(UNTIL, String(Date.now() + minutes * MINUTE_MS * (wanted.isWaiting() ? WAITING : 1)));
    else forget(UNTIL);
  };
  // A machine that slept looks late: whoever wakes it up must not find what had run out before.
  const use = () => (wanted.minutes() && hasRunOut() ? look() : touch());
  const look = () => {
    // Another window of the same conversation may have been used.
    const rest = Number(recall(UNTIL)) - Date.now();
    if (!wanted.minutes()) return;
    if (rest <= 0) {
      touch();
      wanted.onEnd();
    }
    wanted.onWarning(rest > 0 && rest < WARNING_MS);
  };
  for (const name of ["pointerdown", "keydown", "wheel"]) window.addEventListener(name, use, { passive: true });
  touch();
  window.setInterval(look, LOOK_MS);
  return use;
}
