// How much room there is, counted in letters: a media query does not know how large a page's letters have been made.

import { useLayoutEffect, useRef } from "preact/hooks";

// In rem.
const LOW = 26;
const LOWEST = 17;
const NARROW = 18;
// Without room for words on the buttons of the header.
const NARROWEST = 16;
const BROAD = 50;
// In pixels: half as large again as usual.
const LARGE = 24;

export function useRoom() {
  const app = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = app.current;
    if (!element) return undefined;
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const [width, height] = [element.clientWidth / rem, element.clientHeight / rem];
      const isLittle = height < LOW || width < NARROW;
      element.dataset["height"] = height < LOWEST ? "lowest" : height < LOW ? "low" : "high";
      element.dataset["width"] = width < NARROWEST ? "narrowest" : width < NARROW ? "narrow" : width < BROAD ? "wide" : "broad";
      element.dataset["room"] = isLittle ? "little" : "enough";
      element.toggleAttribute("data-tight", isLittle && rem >= LARGE);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // It grows with the letters.
    const field = element.querySelector(".compose");
    if (field) observer.observe(field);
    return () => observer.disconnect();
  }, []);
  return app;
}
