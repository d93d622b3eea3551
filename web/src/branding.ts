// What the server fills into the page (index.html): the assistant's name, and the address of its icon or the owner's logo.

export const NAME = document.querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? "";

export const ICON = document.querySelector('link[rel="icon"]')?.getAttribute("href") ?? "web/icon.svg";
