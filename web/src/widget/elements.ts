// What the launcher is made of: a button, and a window around the page's frame.

import { pageOf, type Settings } from "./settings";
import { dress } from "./sheet";

const SVG = "http://www.w3.org/2000/svg";
type Drawing = [string, string][];
// A picture of the owner's might be refused by the policy of the page around it.
const BUBBLE: Drawing = [["M8 8h20a3 3 0 0 1 3 3v10a3 3 0 0 1-3 3H17l-6 5v-5H8a3 3 0 0 1-3-3V11a3 3 0 0 1 3-3Z", "#fff"]];

export const TAG = "xueshi-assistant";

export interface Elements {
  host: HTMLElement;
  // What all else stands on: as large as what is seen of the host page.
  stage: HTMLElement;
  probe: HTMLElement;
  launcher: HTMLButtonElement;
  // Puts the launcher away, and brings it back.
  hide: HTMLButtonElement;
  back: HTMLButtonElement;
  dot: HTMLElement;
  window: HTMLElement;
  // Shown until the page in the frame has its own way to close it.
  wait: HTMLElement;
  words: HTMLElement;
  apart: HTMLAnchorElement;
  again: HTMLButtonElement;
  waitClose: HTMLButtonElement;
}

export function elements(settings: Settings): Elements {
  const host = document.createElement(TAG);
  if (settings.left) host.dataset["position"] = "left";
  const root = host.attachShadow({ mode: "open" });
  dress(root, settings.look);
  const waiting = waitingBar(settings);
  const window = make("div", "window");
  window.id = "window";
  window.hidden = true;
  window.setAttribute("role", "dialog");
  window.setAttribute("aria-label", settings.title);
  window.append(waiting.wait);
  const { launcher, dot } = launcherButton(settings);
  const hide = button("hide", "×", `收起${settings.title}按钮`);
  const back = button("back", settings.left ? "›" : "‹", `显示${settings.title}按钮`);
  back.hidden = true;
  const [probe, stage, corner] = [make("div", "probe"), make("div", "stage"), make("div", "corner")];
  corner.append(launcher, hide, back);
  stage.append(window, corner);
  root.append(probe, stage);
  return { host, stage, probe, launcher, hide, back, dot, window, ...waiting };
}

export function frame(settings: Settings): HTMLIFrameElement {
  const made = document.createElement("iframe");
  made.title = settings.title;
  made.allow = "clipboard-write";
  made.src = pageOf(settings);
  return made;
}

function waitingBar(settings: Settings): Pick<Elements, "wait" | "words" | "apart" | "again" | "waitClose"> {
  const wait = make("div", "wait");
  const words = make("span", "words");
  words.setAttribute("role", "status");
  const apart = make("a", "apart", "在新窗口中打开");
  apart.href = settings.base.href;
  apart.target = "_blank";
  apart.rel = "noopener";
  apart.hidden = true;
  const again = make("button", "again", "重试");
  again.type = "button";
  again.hidden = true;
  const waitClose = make("button", "", "关闭");
  waitClose.type = "button";
  wait.append(words, again, apart, waitClose);
  return { wait, words, apart, again, waitClose };
}

function launcherButton(settings: Settings): Pick<Elements, "launcher" | "dot"> {
  const launcher = make("button", "launcher");
  launcher.type = "button";
  launcher.setAttribute("aria-expanded", "false");
  launcher.setAttribute("aria-controls", "window");
  const dot = make("span", "dot");
  dot.hidden = true;
  launcher.append(icon(BUBBLE), make("span", "", settings.title), dot);
  return { launcher, dot };
}

function button(className: string, text: string, label: string): HTMLButtonElement {
  const made = make("button", className, text);
  made.type = "button";
  made.setAttribute("aria-label", label);
  return made;
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, text = ""): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function icon(drawing: Drawing): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "3 5 30 24");
  svg.setAttribute("width", "32");
  svg.setAttribute("height", "26");
  svg.setAttribute("aria-hidden", "true");
  for (const [line, fill] of drawing) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    path.setAttribute("fill", fill);
    svg.append(path);
  }
  return svg;
}
