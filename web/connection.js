// The connection to the server: the session, and messages that wait until they can be sent.

import { io } from "./socket.io.js";
import { recall, remember } from "./storage.js";

const SESSION = "xueshi-session";

export class Connection {
  // Messages the server has not acknowledged yet, oldest first.
  #waiting = [];
  #ready = false;
  #listener;
  #socket;

  constructor(listener) {
    this.#listener = listener;
    this.#socket = io({ reconnectionDelayMax: 5000 });
    this.#socket.on("connect", () => this.#socket.emit("session_request", { session_id: recall(SESSION) }));
    this.#socket.on("session_confirm", (id) => this.#confirmed(id));
    this.#socket.on("history", (messages) => this.#begin(messages));
    this.#socket.on("bot_uttered", (message) => listener.onMessage({ ...message, sender: "bot" }));
    this.#socket.on("user_echo", (message) => listener.onMessage(message));
    this.#socket.on("bot_typing", ({ on }) => listener.onTyping(on));
    this.#socket.on("disconnect", (reason) => this.#lost(reason));
  }

  get nothingToSend() {
    return this.#waiting.length === 0;
  }

  // Sends a message now, or as soon as there is a connection; returns the id it will have everywhere.
  send(message, metadata = {}) {
    const packet = { id: newId(), message, metadata };
    this.#waiting.push(packet);
    if (this.#ready) this.#emit(packet);
    return packet.id;
  }

  #confirmed(id) {
    const known = id === recall(SESSION);
    remember(SESSION, id);
    if (known) this.#socket.emit("history_request");
    else this.#begin([]);
  }

  #begin(messages) {
    // What the server has stored did arrive, even if its acknowledgement was lost with the last connection.
    const stored = new Set(messages.map((message) => message.id));
    this.#waiting = this.#waiting.filter((packet) => !stored.has(packet.id));
    this.#ready = true;
    this.#listener.onHistory(messages);
    this.#listener.onState("connected");
    this.#waiting.forEach((packet) => this.#emit(packet));
    this.#listener.onReady();
  }

  #emit(packet) {
    this.#socket.emit("user_uttered", packet, () => {
      this.#waiting = this.#waiting.filter((other) => other !== packet);
      this.#listener.onArrived(packet.id);
    });
  }

  #lost(reason) {
    this.#ready = false;
    this.#listener.onState("reconnecting");
    // After this one reason the library does not reconnect by itself.
    if (reason === "io server disconnect") this.#socket.connect();
  }
}

// crypto.randomUUID exists on encrypted pages only; a test installation may have none.
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
