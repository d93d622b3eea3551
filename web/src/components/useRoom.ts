// How much room there is, counted in letters: a media query does not know how large a page's letters have been made.

import { useLayoutEffect, useRef } from "preact/hooks";

// In rem.
const LOW = 26;
const LOWEST = 18;
const NARROW = 18;
const BROAD = 50;
// In pixels: of such letters a button that is 1.75 rem high is still as large as a finger, 44.
const LARGE = 26;

export function useRoom() {
  const app = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = app.current;
    if (!element) return undefined;
    const measure = () => {
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const height = element.clientHeight / rem;
      element.dataset["height"] = height < LOWEST ? "lowest" : height < LOW ? "low" : "high";
      const width = element.clientWidth / rem;
      element.dataset["letters"] = rem < LARGE ? "normal" : "large";
      element.dataset["width"] = width < NARROW ? "narrow" : width < BROAD ? "wide" : "broad";
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
