// Keeps the page within what the on-screen keyboard leaves, where the browser lets the keyboard lie over the page.

const MAGNIFIED = 1.05;

export function fitAboveKeyboard(): void {
  const view = window.visualViewport;
  if (!view) return;
  const fit = () => {
    const { style } = document.documentElement;
    const isCovered = view.scale <= MAGNIFIED && view.height < window.innerHeight;
    style.setProperty("--view-top", isCovered ? `${view.offsetTop}px` : "");
    style.setProperty("--view-height", isCovered ? `${view.height}px` : "");
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
}
