// Sends pictures to the server and gets those of the conversation, each once.

import { referred } from "./attachment";
import { NotTaken } from "./redrawing";

const PASS_MS = 10 * 60_000;
const PATIENCE_MS = 60_000;
const LOST = "图片没有发出，请检查网络后再试。";
const EXPIRED = 401;

export class Pictures {
  // Addresses of this page for what was sent or got.
  #known = new Map<string, Promise<string>>();
  #pass: Promise<string> | null = null;
  #until = 0;

  // `askForPass`: over the connection, which knows whose conversation it is.
  constructor(private readonly askForPass: () => Promise<string>) {}

  // Returns the reference under which it is then sent as a message; the same key keeps it once.
  async send(picture: Blob, key: string): Promise<string> {
    const answer = await this.#ask("pictures", { method: "POST", body: picture, headers: { "X-Key": key } });
    const said = (await answer.json().catch(() => ({}))) as { picture?: string; error?: string };
    if (!answer.ok || !said.picture) throw new NotTaken(said.error ?? LOST);
    this.#known.set(referred(said.picture).id, Promise.resolve(URL.createObjectURL(picture)));
    return said.picture;
  }

  // Returns an address of this page for the picture.
  address(id: string): Promise<string> {
    const known = this.#known.get(id) ?? this.#get(id);
    this.#known.set(id, known);
    // What was not there this time may be there the next time.
    known.catch(() => this.#known.delete(id));
    return known;
  }

  // Another conversation begins.
  forget(): void {
    this.#known.forEach((address) => void address.then((it) => URL.revokeObjectURL(it)).catch(() => undefined));
    this.#known.clear();
    this.#until = 0;
  }

  async #get(id: string): Promise<string> {
    const answer = await this.#ask(`pictures/${id}`, {});
    if (!answer.ok) throw new NotTaken(LOST);
    return URL.createObjectURL(await answer.blob());
  }

  async #ask(path: string, asked: RequestInit): Promise<Response> {
    const answer = await this.#fetch(path, asked);
    if (answer.status !== EXPIRED) return answer;
    this.#until = 0;
    return this.#fetch(path, asked);
  }

  async #fetch(path: string, asked: RequestInit): Promise<Response> {
    const stop = new AbortController();
    const timer = window.setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const headers = { ...asked.headers, "X-Pass": await this.#valid() };
      return await fetch(path, { ...asked, headers, signal: stop.signal });
    } catch {
      throw new NotTaken(LOST);
    } finally {
      window.clearTimeout(timer);
    }
  }

  #valid(): Promise<string> {
    if (!this.#pass || Date.now() > this.#until) {
      this.#pass = this.askForPass();
      this.#until = Date.now() + PASS_MS;
      this.#pass.catch(() => (this.#until = 0));
    }
    return this.#pass;
  }
}
