// What the host page asks for, in the attributes of the script that brings the launcher.

import { remembered } from "./tabMemory";
import type { Look } from "./look";

export interface Settings {
  // Where the assistant is served, with a "/" at the end.
  base: URL;
  title: string;
  left: boolean;
  open: boolean;
  script: HTMLScriptElement;
  look: Look;
}

export function settingsOf(script: HTMLScriptElement, look: Look): Settings {
  const { title, position, open } = script.dataset;
  return {
    base: new URL(".", script.src),
    title: title?.trim() || look.name,
    left: position === "left",
    open: open === "true" || open === "",
    script,
    look,
  };
}

// Read anew each time: the host page may put a fresh one there.
export const tokenOf = ({ script }: Settings): string | null => script.dataset["token"] || null;

export function pageOf(settings: Settings): string {
  const page = new URL(settings.base);
  page.searchParams.set("embed", location.origin);
  if (settings.script.dataset["title"]) page.searchParams.set("title", settings.title);
  if (tokenOf(settings)) page.searchParams.set("signed", "");
  else if (remembered("handle")) page.searchParams.set("handed", "");
  return page.href;
}
