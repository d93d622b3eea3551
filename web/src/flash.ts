// The title says by turns what is new, for as long as nobody looks.

const EVERY_MS = 1500;

export class Flash {
  #timer = 0;
  #before = "";

  constructor(private readonly isSeen: () => boolean) {
    document.addEventListener("visibilitychange", () => this.settle());
    window.addEventListener("focus", () => this.settle());
  }

  begin(words: string): void {
    if (this.#timer || this.isSeen()) return;
    this.#before = document.title;
    let on = false;
    const turn = () => {
      on = !on;
      // A page that has renamed itself meanwhile keeps its new name.
      if (document.title !== words) this.#before = document.title;
      document.title = on ? words : this.#before;
    };
    turn();
    this.#timer = window.setInterval(turn, EVERY_MS);
  }

  // Ends it once somebody looks.
  settle(): void {
    if (!this.#timer || !this.isSeen()) return;
    window.clearInterval(this.#timer);
    this.#timer = 0;
    document.title = this.#before;
  }
}
