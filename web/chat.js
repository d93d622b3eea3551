// The page: what a user does goes to the connection, what the connection hears goes to the conversation.

import { watchComposer } from "./composer.js";
import { Connection } from "./connection.js";
import { Conversation } from "./conversation.js";

const STATES = { connecting: "正在连接…", connected: "已连接", reconnecting: "正在重新连接…" };

const element = (id) => document.getElementById(id);

const conversation = new Conversation({
  log: element("log"),
  scroll: element("messages"),
  typing: element("typing"),
  onReply: (reply) => say(reply.payload, reply.title),
});

const connection = new Connection({
  onState: (state) => {
    element("status").textContent = STATES[state];
    element("status").dataset.state = state;
    conversation.showTyping(false);
  },
  onReady: () => {
    // A conversation that has nothing in it begins with the assistant's greeting.
    if (conversation.isEmpty && connection.nothingToSend) connection.send("/greet");
  },
  onHistory: (messages) => conversation.addHistory(messages),
  onMessage: (message) => conversation.add(message),
  onArrived: (id) => conversation.markArrived(id),
  onTyping: (on) => conversation.showTyping(on),
});

function say(message, title) {
  const id = connection.send(message, title ? { title } : {});
  conversation.add({ sender: "user", text: title ?? message, id, waiting: true });
}

watchComposer({ form: element("form"), text: element("text"), send: element("send"), hint: element("hint"), onSend: say });
element("handoff").addEventListener("click", () => say("/handoff", "转人工"));
