// On a phone the window fills the screen, and Back closes it.

export const FULL_SCREEN = "(max-width: 600px), (max-height: 420px)";

const MARK = "xueshiOpen";

export class FullScreen {
  // An entry of ours is being given back, which takes the browser a moment.
  #leaving = false;
  #media = window.matchMedia(FULL_SCREEN);

  // `onBack`: the user went back while the window was open.
  constructor(shown: HTMLElement, onBack: () => void) {
    window.addEventListener("popstate", () => {
      const own = this.#leaving;
      this.#leaving = false;
      if (shown.hidden || isMarked()) return;
      // Opened again before the entry of the last time was gone.
      if (own) this.opened();
      else onBack();
    });
  }

  get isOn(): boolean {
    return this.#media.matches;
  }

  // An entry of the same address: routers of the host page find their own state in it.
  opened(): void {
    if (this.isOn && !isMarked()) history.pushState({ ...asObject(history.state), [MARK]: true }, "");
  }

  closed(): void {
    if (!isMarked() || this.#leaving) return;
    this.#leaving = true;
    history.back();
  }
}

const asObject = (state: unknown): object => (state instanceof Object ? state : {});

const isMarked = (): boolean => MARK in asObject(history.state);
