// What the launcher is made of: a button, and a window around the page's frame.

import { pageOf, type Settings } from "./settings";
import { dress } from "./sheet";

const SVG = "http://www.w3.org/2000/svg";
const DRAWING: [string, string][] = [
  ["M18 8 5.5 14 18 20 30.5 14Z", "#fff"],
  ["M10.5 18.5v5.5c4.3 4 10.7 4 15 0v-5.5L18 22.1Z", "#cfe0f8"],
];

export interface Elements {
  host: HTMLElement;
  launcher: HTMLButtonElement;
  dot: HTMLElement;
  window: HTMLElement;
  // Shown until the page in the frame has its own way to close it.
  wait: HTMLElement;
  waitClose: HTMLButtonElement;
}

export function elements(settings: Settings): Elements {
  const host = document.createElement("xueshi-assistant");
  if (settings.left) host.dataset["position"] = "left";
  const root = host.attachShadow({ mode: "open" });
  dress(root);
  const wait = make("div", "wait");
  const waitClose = make("button", "", "关闭");
  wait.append(make("span", "", "正在打开…"), waitClose);
  const window = make("div", "window");
  window.id = "window";
  window.hidden = true;
  window.setAttribute("role", "dialog");
  window.setAttribute("aria-label", settings.title);
  window.append(wait);
  const launcher = make("button", "launcher");
  launcher.setAttribute("aria-expanded", "false");
  launcher.setAttribute("aria-controls", "window");
  const dot = make("span", "dot");
  dot.hidden = true;
  launcher.append(icon(), make("span", "", settings.title), dot);
  launcher.type = waitClose.type = "button";
  root.append(window, launcher);
  return { host, launcher, dot, window, wait, waitClose };
}

export function frame(settings: Settings): HTMLIFrameElement {
  const made = document.createElement("iframe");
  made.title = settings.title;
  made.allow = "clipboard-write";
  made.src = pageOf(settings);
  return made;
}

function make<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, text = ""): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function icon(): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "3 5 30 24");
  svg.setAttribute("width", "32");
  svg.setAttribute("height", "26");
  svg.setAttribute("aria-hidden", "true");
  for (const [line, fill] of DRAWING) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", line);
    path.setAttribute("fill", fill);
    svg.append(path);
  }
  return svg;
}
