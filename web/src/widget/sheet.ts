// The launcher's styles. An important rule in a shadow root outranks the host page's important rules for its element, and
// "all: initial" keeps out what would be inherited. Pixels, since the host's rem may be anything.

import { FULL_SCREEN } from "./fullScreen";
import type { Look } from "./look";

const TEXT = `
:host {
  all: initial !important; display: block !important; position: fixed !important; z-index: 2147483000 !important;
  top: 0 !important; left: 0 !important; width: 0 !important; height: 0 !important;
  direction: ltr !important; color-scheme: light dark !important;
  font: 15px/1.5 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif !important;
}
@media print { :host { display: none !important; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
button { font: inherit; cursor: pointer; }
:focus { outline: 3px solid var(--focus); outline-offset: 3px; }
:focus:not(:focus-visible) { outline: none; }
.probe, .stage { position: fixed; top: 0; left: 0; width: 100%; height: 100%; visibility: hidden; pointer-events: none; }
.stage { top: var(--top, 0); left: var(--left, 0); width: var(--width, 100%); height: var(--height, 100%); }
.corner, .window { position: absolute; right: 20px; visibility: visible; pointer-events: auto; zoom: var(--grown, 1); }
.corner { bottom: 20px; bottom: max(20px, env(safe-area-inset-bottom)); }
:host([data-position="left"]) .corner, :host([data-position="left"]) .window { right: auto; left: 20px; }
.launcher {
  position: relative; display: flex; align-items: center; min-height: 52px; margin: 0 0 0 auto; padding: 6px 18px 6px 10px;
  border: 0; border-radius: 26px; background: var(--main); color: #fff; font-size: 16px; box-shadow: 0 4px 16px rgb(10 30 70 / 30%);
}
:host([data-position="left"]) .launcher { margin: 0 auto 0 0; }
.launcher:hover { background: var(--deep); }
.launcher svg { flex: none; margin-right: 8px; }
.hide, .back { position: absolute; display: block; padding: 0; border: 1px solid #cfd8e6; background: #fff; color: #44506a; line-height: 1; }
.hide { top: -10px; right: -8px; width: 24px; height: 24px; border-radius: 12px; font-size: 16px; }
:host([data-position="left"]) .hide { right: auto; left: -8px; }
:host([data-open]) .hide, :host([data-open]) .back { display: none; }
.back { right: -20px; bottom: 0; width: 28px; height: 52px; border-radius: 14px 0 0 14px; background: var(--main); color: #fff; font-size: 22px; }
:host([data-position="left"]) .back { right: auto; left: -20px; border-radius: 0 14px 14px 0; }
.dot { position: absolute; top: 2px; left: 6px; width: 14px; height: 14px; border: 2px solid #fff; border-radius: 50%; background: #d93025; }
:host([data-position="left"]) .dot { right: 6px; left: auto; }
.window {
  bottom: 84px; bottom: calc(64px + max(20px, env(safe-area-inset-bottom))); display: flex; flex-direction: column;
  width: 400px; max-width: calc(100% - 40px); height: 640px; max-height: calc(100% - 104px);
  overflow: hidden; border-radius: 14px; background: #fff; color: #1b2433; box-shadow: 0 8px 40px rgb(10 30 70 / 30%);
}
iframe { flex: 1; width: 100%; min-height: 0; border: 0; }
.wait { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; padding: 10px 14px; background: var(--bar); color: #fff; }
.words { flex: 1 1 12em; }
.apart { margin-left: 12px; color: #fff; }
.wait button { flex: none; margin-left: 12px; min-height: 36px; padding: 4px 12px; border: 1px solid #fff; border-radius: 8px; background: none; color: inherit; }
@media ${FULL_SCREEN} {
  .window, :host([data-position="left"]) .window {
    top: 0; right: 0; bottom: auto; left: 0; width: 100%; max-width: none; height: 100%; max-height: none; border-radius: 0;
  }
  :host([data-open]) .launcher { display: none; }
}
@media (prefers-color-scheme: dark) {
  .window { background: #10151e; color: #e6ebf4; }
  .launcher { background: var(--main-dark); }
}
@media (prefers-reduced-motion: no-preference) {
  .window { animation: rise .16s ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(10px); } }
}
`;

// Important, like all of the element's own rules: a variable of the host page's root would be inherited.
function colors({ color, deep, focus }: Look): string {
  const values = {
    main: color ?? "#1552a8",
    "main-dark": color ?? "#2a5ea8",
    bar: color ?? "#134a98",
    deep: deep ?? "#0f3f84",
    focus: focus ?? "#1f6fe0",
  };
  return `:host{${Object.entries(values).map(([name, value]) => `--${name}:${value} !important`).join(";")}}`;
}

// A constructed sheet is no inline style to the host page's Content-Security-Policy; older browsers have none.
export function dress(root: ShadowRoot, look: Look): void {
  const text = TEXT + colors(look);
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
  } catch {
    const style = document.createElement("style");
    style.textContent = text;
    root.append(style);
  }
}
