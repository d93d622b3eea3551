// Where the launcher's element stands: on the root element and in the top layer, so that no filter or transform of the page
// reaches it, and again there whenever the host page takes it away.

// A page that takes it away on and on means it.
const MOST_RESTORED = 20;

// `onRestored`: what was in its frame begins anew.
export function keepPlaced(element: HTMLElement, name: string, onRestored: () => void): void {
  let restored = 0;
  const place = () => {
    if (element.isConnected || !document.documentElement) return;
    if (restored++ > MOST_RESTORED) {
      observer.disconnect();
      console.warn(`${name}：本页一再移除${name}的按钮，不再恢复。`);
      return;
    }
    document.documentElement.append(element);
    raise(element);
    if (restored > 1) onRestored();
    // document.open() and its like make another root element.
    observer.observe(document.documentElement, { childList: true });
  };
  const observer = new MutationObserver(place);
  observer.observe(document, { childList: true });
  place();
}

// Engines before 2023 have no such layer for it: there a transform of the root element moves it with the page.
function raise(element: HTMLElement): void {
  if (!("showPopover" in element)) return;
  element.popover = "manual";
  element.showPopover();
}
