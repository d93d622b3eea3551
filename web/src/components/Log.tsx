// What was said: a log, read when there is time for it, and the way back to its end.

import { useMemo } from "preact/hooks";

import type { Assistant } from "../assistant";
import type { State } from "../connection";
import { ICON, NAME } from "../branding";
import type { Message } from "../message";
import { BotMessage } from "./BotMessage";
import { DownIcon, PersonIcon } from "./icons";
import { PersonMessage } from "./PersonMessage";
import { buttonKey, Talk, type Talking } from "./talk";
import { Typing } from "./Typing";
import { useFollowing } from "./useFollowing";
import { UserMessage } from "./UserMessage";

// In place of a conversation that does not begin.
const WORDS: Partial<Record<State, string>> = {
  reconnecting: `暂时连接不上${NAME}，正在重试，请稍候。`,
  refused: "登录状态已失效，请刷新页面后重试；仍不行请重新登录平台。",
};

interface Props {
  assistant: Assistant;
  messages: Message[];
  typing: boolean;
  personTyping: boolean;
  reasons: string[];
  state: State;
  onAttach: () => void;
}

export function Log({ assistant, messages, typing, personTyping, reasons, state, onAttach }: Props) {
  const current = useMemo(() => currentIds(messages), [messages]);
  const pressed = useMemo(() => pressedButtons(messages), [messages]);
  const over = useMemo(() => idsBeforeTheEnd(messages), [messages]);
  const talking = useMemo<Talking>(
    () => ({ assistant, reasons, current, pressed, over, attach: onAttach }),
    [assistant, reasons, current, pressed, over, onAttach],
  );
  const { list, below, onScroll, toEnd } = useFollowing(messages, typing || personTyping);
  return (
    <Talk.Provider value={talking}>
      <main class="log">
        <div class="list" ref={list} onScroll={onScroll} tabIndex={0} role="log" aria-live="polite" aria-label="对话记录">
          <div class="messages">
            {messages.length === 0 && WORDS[state] && <p class="notice">{WORDS[state]}</p>}
            {messages.map((message) => <Row key={message.id} message={message} />)}
            {typing && <Typing />}
            {personTyping && <Typing who="客服" />}
          </div>
        </div>
        {below !== null && (
          <div class="below">
            <button class="chip" type="button" onClick={toEnd}>
              {below > 0 ? `${below} 条新消息` : "回到底部"}<DownIcon />
            </button>
          </div>
        )}
      </main>
    </Talk.Provider>
  );
}

function Row({ message }: { message: Message }) {
  if (message.from === "notice" && message.text) return <p class="row line" data-id={message.id}>{message.text}</p>;
  const [face, said] = shown(message);
  return <div class="row" data-id={message.id}>{face}{said}</div>;
}

// Whose picture stands beside a message, and the message.
function shown(message: Message) {
  if (message.sender === "user") return [null, <UserMessage message={message} />];
  if (message.from === "person") return [<span class="avatar person"><PersonIcon /></span>, <PersonMessage message={message} />];
  return [<img class="avatar" src={ICON} alt="" width="32" height="32" />, <BotMessage message={message} />];
}

// What the assistant said last: only there do buttons stand out.
function currentIds(messages: Message[]): ReadonlySet<string> {
  const last = messages.map((message) => message.sender).lastIndexOf("user");
  return new Set(messages.slice(last + 1).map((message) => message.id));
}

// What stands before the last end of a request: its buttons have nothing to end any more.
function idsBeforeTheEnd(messages: Message[]): ReadonlySet<string> {
  const last = messages.map((message) => message.endsRequest).lastIndexOf(true);
  return new Set(messages.slice(0, Math.max(0, last)).map((message) => message.id));
}

function pressedButtons(messages: Message[]): ReadonlySet<string> {
  const counts = ({ replyTo, state }: Message, index: number) =>
    replyTo && state !== "rejected" && !messages[index + 1]?.failed;
  return new Set(messages.filter(counts).map(({ replyTo, text }) => buttonKey(replyTo ?? "", text)));
}
