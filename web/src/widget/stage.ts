// Keeps the launcher within what is seen of the host page, whatever that page does to its root element. Measured, not
// worked out: engines differ in what a zoom or a transform of the root element does to what stands on it.

// A page magnified by two fingers has a small view as well, and wants to stay where it is.
const MAGNIFIED = 1.05;
// What a host page's zoom leaves of the view, in pixels as large as it makes them.
const NARROWEST = 300;
const LOWEST = 520;

type View = Pick<VisualViewport, "offsetLeft" | "offsetTop" | "width" | "height" | "scale">;

export class Stage {
  #stage: HTMLElement;
  // Fills the view the way the browser understands it.
  #probe: HTMLElement;
  #isOpen: () => boolean;

  constructor(stage: HTMLElement, probe: HTMLElement, isOpen: () => boolean) {
    this.#stage = stage;
    this.#probe = probe;
    this.#isOpen = isOpen;
    const fit = () => this.fit();
    // In the next frame: an observer that changes what it observes is reported to the host page as an error.
    new ResizeObserver(() => requestAnimationFrame(fit)).observe(probe);
    window.visualViewport?.addEventListener("resize", fit);
    window.visualViewport?.addEventListener("scroll", fit);
    // Without a top layer a transform of the root element lets it scroll with the page.
    if (!("showPopover" in probe)) window.addEventListener("scroll", fit, { passive: true });
  }

  fit(): void {
    const zoom = rootZoom();
    this.#probe.style.zoom = this.#stage.style.zoom = zoom === 1 ? "" : String(1 / zoom);
    const view = viewOf();
    const landed = this.#probe.getBoundingClientRect();
    if (view.scale > MAGNIFIED || !landed.width) return;
    const fits = isWhole(landed, view) && !(this.#isOpen() && view.height < landed.height - 1);
    const scale = landed.width / this.#probe.offsetWidth;
    const { width, height } = fits ? landed : view;
    this.#set("--left", !fits && (view.offsetLeft - landed.left) / scale);
    this.#set("--top", !fits && (view.offsetTop - landed.top) / scale);
    this.#set("--width", !fits && width / scale);
    this.#set("--height", !fits && height / scale);
    // The height without a keyboard: letters that change with it would be worse than little room.
    const whole = (innerHeight * view.width) / innerWidth;
    const grown = Math.max(1, Math.min(zoom, width / NARROWEST, whole / LOWEST));
    this.#stage.style.setProperty("--grown", String(grown));
  }

  #set(name: string, pixels: number | false): void {
    if (pixels === false) this.#stage.style.removeProperty(name);
    else this.#stage.style.setProperty(name, `${pixels}px`);
  }
}

const viewOf = (): View =>
  window.visualViewport || { offsetLeft: 0, offsetTop: 0, width: innerWidth, height: innerHeight, scale: 1 };

// Sites for the elderly magnify their pages so, often by a button.
function rootZoom(): number {
  const zoom = parseFloat(getComputedStyle(document.documentElement).zoom);
  return zoom > 0 ? zoom : 1;
}

// What fills the view is in view; not so on phones where something of the page is broader than the screen.
function isWhole({ left, top, width, height }: DOMRect, view: View): boolean {
  return Math.abs(left) < 1 && Math.abs(top) < 1 && width <= view.width + 1 && height <= innerHeight + 1;
}
