// Asks the console's server.

import type { Me } from "./model";

// The server refused; the message is its sentence for people.
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly newer: boolean,
    // The text as it would be sent or kept, and which field it is: the agent looks at it first.
    readonly masked: string | null = null,
    readonly field: string | null = null,
  ) {
    super(message);
  }
}

// Nobody knows whether the request arrived.
export class Unreachable extends Error {}

const PATIENCE_MS = 20_000;
const FILE_PATIENCE_MS = 60_000;

export class Api {
  #csrf = "";

  constructor(private readonly signedOut: () => void) {}

  get<T>(path: string): Promise<T> {
    return this.#ask("GET", path);
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.#ask("POST", path, body);
  }

  // Sends a file as it is; the same key is one message.
  upload<T>(path: string, file: Blob, key: string): Promise<T> {
    return this.#ask("POST", path, file, { "X-Key": key });
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.#ask("PATCH", path, body);
  }

  delete(path: string): Promise<unknown> {
    return this.#ask("DELETE", path);
  }

  // What is asked from now on belongs to this person.
  is(me: Me): Me {
    this.#csrf = me.csrf;
    return me;
  }

  async #ask<T>(method: string, path: string, body?: object, more: Record<string, string> = {}): Promise<T> {
    const answer = await this.#fetch(method, path, body, more);
    const text = await answer.text().catch(() => "");
    const given = parsed(text);
    if (answer.ok) return given as T;
    if (answer.status === 401 && path !== "sign-in") this.signedOut();
    const { error, newer, masked, field } = (given ?? {}) as Record<"error" | "newer" | "masked" | "field", unknown>;
    // The server without its database, or a proxy without its server.
    if (answer.status >= 502 && answer.status <= 504) throw new Unreachable(typeof error === "string" ? error : LOST);
    const sentence = typeof error === "string" ? error : `服务器没有完成这次操作（${answer.status}），请稍后再试。`;
    throw new Refused(answer.status, sentence, newer === true, stringOf(masked), stringOf(field));
  }

  async #fetch(method: string, path: string, body: object | undefined, more: Record<string, string>): Promise<Response> {
    const stop = new AbortController();
    const isFile = body instanceof Blob;
    const timer = setTimeout(() => stop.abort(), isFile ? FILE_PATIENCE_MS : PATIENCE_MS);
    const kind = isFile ? "application/octet-stream" : "application/json";
    const headers: Record<string, string> = method === "GET" ? {} : { "Content-Type": kind, "X-CSRF": this.#csrf, ...more };
    try {
      return await fetch(`api/${path}`, {
        method,
        headers,
        body: isFile ? body : body ? JSON.stringify(body) : null,
        credentials: "same-origin",
        cache: "no-store",
        signal: stop.signal,
      });
    } catch {
      throw new Unreachable(LOST);
    } finally {
      clearTimeout(timer);
    }
  }
}

const LOST = "连接不上服务器，请检查网络后再试。";

function stringOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function parsed(text: string): unknown {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

// Returns the sentence that says what went wrong.
export function sentence(error: unknown): string {
  return error instanceof Refused || error instanceof Unreachable ? error.message : "页面出了问题，请刷新后再试。";
}
