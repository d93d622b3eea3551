// On a phone the window fills the screen: Back closes it, and the keyboard covers no part of it.

export const FULL_SCREEN = "(max-width: 600px), (max-height: 420px)";

const MARK = "xueshiOpen";
// A page magnified by two fingers has a small view as well, and wants to stay where it is.
const MAGNIFIED = 1.05;

export class FullScreen {
  #window: HTMLElement;
  // An entry of ours is being given back, which takes the browser a moment.
  #leaving = false;
  #media = window.matchMedia(FULL_SCREEN);

  // `onBack`: the user went back while the window was open.
  constructor(shown: HTMLElement, onBack: () => void) {
    this.#window = shown;
    window.addEventListener("popstate", () => {
      const own = this.#leaving;
      this.#leaving = false;
      if (shown.hidden || isMarked()) return;
      // Opened again before the entry of the last time was gone.
      if (own) this.opened();
      else onBack();
    });
    const view = window.visualViewport;
    view?.addEventListener("resize", () => this.#fit(view));
    view?.addEventListener("scroll", () => this.#fit(view));
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

  #fit(view: VisualViewport): void {
    const { style } = this.#window;
    if (view.scale > MAGNIFIED || view.height >= window.innerHeight) {
      style.removeProperty("--top");
      style.removeProperty("--height");
    } else {
      style.setProperty("--top", `${view.offsetTop}px`);
      style.setProperty("--height", `${view.height}px`);
    }
  }
}

const asObject = (state: unknown): object => (state instanceof Object ? state : {});

const isMarked = (): boolean => MARK in asObject(history.state);
