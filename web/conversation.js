// The messages on the page. Texts are set as text only, so markup in them stays what it is: characters.

import { clock } from "./clock.js";

const NAMES = { user: "我：", bot: "学时助手：" };

export class Conversation {
  #log;
  #scroll;
  #typing;
  #onReply;
  #byId = new Map();

  constructor({ log, scroll, typing, onReply }) {
    this.#log = log;
    this.#scroll = scroll;
    this.#typing = typing;
    this.#onReply = onReply;
  }

  get isEmpty() {
    return this.#log.childElementCount === 0;
  }

  add(message) {
    if (message.id && this.#byId.has(message.id)) return;
    if (!message.text && !message.quick_replies) return;
    const shown = this.#build(message);
    if (message.id) this.#byId.set(message.id, shown);
    this.#log.append(shown);
    this.#toEnd();
  }

  // Adds what is not on the page yet; messages still waiting to be sent stay last.
  addHistory(messages) {
    this.#log.ariaBusy = "true";
    const waiting = this.#log.querySelectorAll(".waiting");
    messages.forEach((message) => {
      this.markArrived(message.id);
      this.add(message);
    });
    const left = [...waiting].filter((shown) => shown.classList.contains("waiting"));
    this.#log.append(...left);
    this.#log.ariaBusy = "false";
    this.#toEnd();
  }

  markArrived(id) {
    this.#byId.get(id)?.classList.remove("waiting");
  }

  showTyping(on) {
    this.#typing.hidden = !on;
    if (on) this.#toEnd();
  }

  #build(message) {
    const shown = make("div", `message ${message.sender}`);
    if (message.waiting) shown.classList.add("waiting");
    if (message.metadata?.outcome) shown.dataset.outcome = message.metadata.outcome;
    shown.append(make("span", "unseen", NAMES[message.sender]));
    if (message.text) shown.append(make("p", "bubble", message.text));
    if (message.quick_replies?.length) shown.append(this.#replies(message.quick_replies));
    shown.append(time(message.timestamp));
    return shown;
  }

  #replies(replies) {
    const group = make("div", "replies");
    group.append(...replies.map((reply) => {
      const button = make("button", "outlined", reply.title);
      button.type = "button";
      button.addEventListener("click", () => this.#onReply(reply));
      return button;
    }));
    return group;
  }

  #toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }
}

function make(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function time(timestamp) {
  const date = timestamp ? new Date(timestamp * 1000) : new Date();
  const shown = make("time", "time", clock(date, new Date()));
  shown.dateTime = date.toISOString();
  return shown;
}
