// Calls the agent: a sound and a notification of the browser, from one tab only.

import { newId } from "../../id";
import { recall, remember } from "../../storage";
import { inboxHash } from "../routes";
import type { Alert } from "./alerts";

const RUNG = "desk.rung";
const QUIET = "desk.quiet";
const KEPT = 60;
const HELD_MS = 10_000;
const NOTES_HZ = [784, 1047];

// Browsers give no sound before the page was touched.
export class Bell {
  #audio: AudioContext | null = null;

  constructor() {
    const touched = (): void => {
      this.#audio ??= new AudioContext();
      void this.#audio.resume();
    };
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, touched, { passive: true });
  }

  get quiet(): boolean {
    return recall(QUIET) === "yes";
  }

  set quiet(it: boolean) {
    remember(QUIET, it ? "yes" : "no");
  }

  async ring(alerts: readonly Alert[]): Promise<void> {
    const ours: Alert[] = [];
    for (const alert of alerts) {
      if (await first(alert.name)) ours.push(alert);
    }
    if (!ours.length) return;
    if (!this.quiet) this.#sound();
    if (document.hidden || !document.hasFocus()) ours.forEach(notify);
  }

  #sound(): void {
    const audio = this.#audio;
    if (audio?.state !== "running") return;
    NOTES_HZ.forEach((frequency, index) => {
      const start = audio.currentTime + index * 0.16;
      const [tone, volume] = [audio.createOscillator(), audio.createGain()];
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0.0001, start);
      volume.gain.exponentialRampToValueAtTime(0.18, start + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.3);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.32);
    });
  }
}

// Says whether this tab is the first to call for something. What one tab stores reaches the process of another a little
// later, so a lock is held meanwhile. Pages that are not encrypted have no locks: there the tabs come at different moments.
async function first(name: string): Promise<boolean> {
  if (navigator.locks) return firstToLock(name);
  const hidden = document.hidden ? 300 : 0;
  await new Promise((done) => setTimeout(done, hidden + (parseInt(newId().slice(0, 4), 16) % 300)));
  return taken(name);
}

function firstToLock(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(`${RUNG}.${name}`, { ifAvailable: true }, async (lock) => {
      resolve(lock !== null && taken(name));
      if (lock) await new Promise((done) => setTimeout(done, HELD_MS));
    });
  });
}

function taken(name: string): boolean {
  const rung = (recall(RUNG) ?? "").split("\n");
  if (rung.includes(name)) return false;
  remember(RUNG, [...rung, name].slice(-KEPT).join("\n"));
  return true;
}

export function mayNotify(): NotificationPermission | "none" {
  return "Notification" in window ? Notification.permission : "none";
}

function notify(alert: Alert): void {
  if (mayNotify() !== "granted") return;
  try {
    const shown = new Notification(alert.title, { body: alert.body, tag: alert.name });
    shown.onclick = () => {
      window.focus();
      location.hash = inboxHash(alert.name.startsWith("mine.") ? "mine" : "waiting", alert.ticket);
      shown.close();
    };
  } catch {
    // Phones show notifications of service workers only: there the sound has to do.
  }
}
