// The page's policy takes style sheets with its nonce only. antd hands it on, except where it stops the page behind a
// dialog from scrolling and where it measures scroll bars: so each sheet that is made here carries it.

export function markStyles(page: Document): void {
  const nonce = page.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content;
  if (!nonce) return;
  const make = page.createElement.bind(page);
  page.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = make(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
