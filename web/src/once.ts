// Many people click everything twice. The second click of two is nobody's wish, wherever the first one has moved the page.

const TOGETHER_MS = 600;
// (The field is empty after it was sent, so its button needs no help.)
const PRESSED = "button:not([type=submit]), [role=option]";

// Returns a listener for the capturing phase that stops what belongs to the click before it.
// It goes by when the finger came down: a busy page may take the second click much later.
export function onceOnly(): (event: MouseEvent) => void {
  let last: Element | null = null;
  let at = -Infinity;
  return (event) => {
    const pressed = event.target instanceof Element ? event.target.closest(PRESSED) : null;
    if (!pressed) return;
    const together = event.timeStamp - at < TOGETHER_MS;
    // A key that is held down clicks on and on, without a count.
    const isAgain = event.detail > 1 || (together && pressed === last);
    last = pressed;
    at = event.timeStamp;
    if (!isAgain) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
