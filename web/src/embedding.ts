// The page's side of the launcher: it runs in a frame, and speaks with the page around it only if that is allowed.

import { isAnother } from "./whose";

export type ToHost = "ready" | "unread" | "close" | "token" | "hand" | "handle" | "awaits";

export interface Host {
  // Origin of the page around this one, as the launcher names it.
  origin: string;
  // The host platform signs its users in: no connection before its token is here.
  signed: boolean;
  // The host page keeps a handle to the conversation (channels/webchat/handle.py).
  handed: boolean;
  title: string | null;
}

const PREFIX = "xueshi:";

// Returns the host this page was opened by; null on a page of its own.
export function hostOf(search: string, framed: boolean): Host | null {
  const asked = new URLSearchParams(search);
  const origin = asked.get("embed");
  if (!framed || !origin) return null;
  return { origin, signed: asked.has("signed"), handed: asked.has("handed"), title: asked.get("title") };
}

export class Embedding {
  #token: string | null = null;
  #handle: string | null = null;
  #shown = false;
  #allowed: Promise<boolean>;

  constructor(
    readonly host: Host,
    origins: Promise<readonly string[]>,
    listener: { onOpened(): void; onShown(): void; onToken(another: boolean): void; onHandle(): void },
  ) {
    this.#allowed = origins.then((known) => [location.origin, ...known].includes(host.origin));
    window.addEventListener("message", async (event) => {
      // The parent may only be who the server's frame-ancestors allow; who it says it is has to fit.
      if (event.source !== window.parent || event.origin !== host.origin || !(await this.#allowed)) return;
      const said = event.data as { type?: unknown; token?: unknown; handle?: unknown; open?: unknown } | null;
      if (said?.type === `${PREFIX}opened`) listener.onOpened();
      if (said?.type === `${PREFIX}shown`) {
        this.#shown = said.open === true;
        listener.onShown();
      }
      if (said?.type === `${PREFIX}handle`) {
        this.#handle = typeof said.handle === "string" ? said.handle : null;
        listener.onHandle();
      }
      if (said?.type === `${PREFIX}token` && (typeof said.token === "string" || said.token === null)) {
        const another = isAnother(this.#token, said.token);
        this.#token = said.token;
        listener.onToken(another);
      }
    });
  }

  // The launcher's window is open.
  get isShown(): boolean {
    return this.#shown;
  }

  get token(): string | null {
    return this.#token;
  }

  get handle(): string | null {
    return this.#handle;
  }

  // Hands over a new one, or, with null, takes the last one back.
  giveHandle(handle: string | null): void {
    this.#handle = handle;
    void this.tell("handle", { handle });
  }

  async tell(what: ToHost, more: object = {}): Promise<void> {
    if (await this.#allowed) window.parent.postMessage({ type: PREFIX + what, ...more }, this.host.origin);
  }
}
