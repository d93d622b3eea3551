// What is asked of the server with an answer. Before the server knows which conversation this is, it would be asked of
// another one: so it waits until then, and comes to nothing with the conversation or the connection.

import type { Socket } from "socket.io-client";

interface Waiting {
  go(): void;
  stop(): void;
}

export class Asking {
  #ready = false;
  #waiting = new Set<Waiting>();

  constructor(private readonly socket: Socket) {}

  // Rejects where no answer comes in time.
  async ask<Answer>(event: string, patience: number, ...given: object[]): Promise<Answer> {
    if (!this.#ready) await this.#turn(patience);
    return this.socket.timeout(patience).emitWithAck(event, ...given) as Promise<Answer>;
  }

  // The conversation is known.
  begin(): void {
    this.#ready = true;
    this.#waiting.forEach((one) => one.go());
  }

  // The connection is gone. What the library has kept, since it knew before, it would send before the conversation is known.
  pause(): void {
    this.#ready = false;
    this.socket.sendBuffer.length = 0;
  }

  // Another conversation begins.
  stop(): void {
    this.#ready = false;
    this.#waiting.forEach((one) => one.stop());
  }

  #turn(patience: number): Promise<void> {
    return new Promise((done, failed) => {
      const end = (then: () => void) => () => {
        window.clearTimeout(timer);
        this.#waiting.delete(waiting);
        then();
      };
      const waiting = { go: end(done), stop: end(() => failed(new Error("not connected"))) };
      const timer = window.setTimeout(waiting.stop, patience);
      this.#waiting.add(waiting);
    });
  }
}
