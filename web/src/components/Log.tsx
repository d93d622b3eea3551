// What was said, in the chat library's list: it keeps the end in view and leads back to it.

import { MessageContainer, type MessageContainerHandle } from "@chatui/core/es/components/MessageContainer";
import type { MessageProps } from "@chatui/core/es/components/Message";
import { useCallback, useLayoutEffect, useMemo, useRef } from "preact/hooks";

import type { Assistant } from "../assistant";
import type { Message } from "../message";
import { BotMessage } from "./BotMessage";
import { Talk, type Talking } from "./talk";
import { Typing } from "./Typing";
import { UserMessage } from "./UserMessage";

const BOT = { avatar: "web/icon.svg", avatarAlt: "" };
// (The list's own isTyping has nothing to show it with.)
const TYPING: MessageProps = { _id: "typing", type: "typing", position: "left", user: BOT };

interface Props {
  assistant: Assistant;
  messages: Message[];
  typing: boolean;
  reasons: string[];
}

export function Log({ assistant, messages, typing, reasons }: Props) {
  const container = useRef<MessageContainerHandle>(null);
  useLog(container);
  const current = useMemo(() => currentIds(messages), [messages]);
  const talking = useMemo<Talking>(() => ({ assistant, reasons, current }), [assistant, reasons, current]);
  const shown = useShown(messages);
  const show = useCallback(({ type, content }: MessageProps) => {
    if (type === "typing") return <Typing />;
    const message = content as Message;
    return message.sender === "user" ? <UserMessage message={message} /> : <BotMessage message={message} />;
  }, []);
  return (
    <Talk.Provider value={talking}>
      <main class="log">
        <MessageContainer ref={container as never} messages={typing ? [...shown, TYPING] : shown} renderMessageContent={show as never} />
      </main>
    </Talk.Provider>
  );
}

// The list's own elements say "alert" of each message; a conversation is a log, read when there is time for it.
function useLog(container: { current: MessageContainerHandle | null }): void {
  useLayoutEffect(() => {
    const scroller = container.current?.ref.current?.querySelector<HTMLElement>(".PullToRefresh");
    if (!scroller) return;
    scroller.tabIndex = 0;
    scroller.setAttribute("role", "log");
    scroller.setAttribute("aria-live", "polite");
    scroller.setAttribute("aria-label", "对话记录");
  }, [container]);
}

// The library compares what it is given by identity.
function useShown(messages: Message[]): MessageProps[] {
  const known = useRef(new Map<Message, MessageProps>());
  return useMemo(() => {
    const shown = new Map(messages.map((message) => [message, known.current.get(message) ?? asProps(message)]));
    known.current = shown;
    return [...shown.values()];
  }, [messages]);
}

function asProps(message: Message): MessageProps {
  const isUser = message.sender === "user";
  return { _id: message.id, type: "text", content: message, position: isUser ? "right" : "left", user: isUser ? {} : BOT };
}

// What the assistant said last: only there do buttons stand out.
function currentIds(messages: Message[]): ReadonlySet<string> {
  const last = messages.map((message) => message.sender).lastIndexOf("user");
  return new Set(messages.slice(last + 1).map((message) => message.id));
}
