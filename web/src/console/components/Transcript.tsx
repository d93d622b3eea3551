import DownOutlined from "@ant-design/icons/es/icons/DownOutlined";
import Button from "antd/es/button";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactElement } from "react";

import type { Message, Ticket } from "../api/model";
import type { ConversationStore } from "../conversation/ConversationStore";
import type { Outgoing } from "../conversation/outgoing";
import { lines, type Line } from "../conversation/transcript";
import { useDesk, useNow, useVisible } from "../Desk";
import { MessageLine } from "./MessageLine";
import { OutgoingLine } from "./OutgoingLine";

interface Props {
  store: ConversationStore;
  ticket: Ticket;
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  // The number of the last event that these hold.
  last: number;
  isBare: boolean;
  mayReply: boolean;
  // Looks for answers to a user's message; null: this agent sends none.
  propose: ((message: number) => void) | null;
}

const NEAR_PX = 80;

// Everything that was said, oldest first. It stays at the end unless one has scrolled up to read.
export function Transcript({ store, ticket, messages, outgoing, last, isBare, mayReply, propose }: Props): ReactElement {
  const now = useNow(60_000);
  const shown = useMemo(() => lines(messages, outgoing, now), [messages, outgoing, now]);
  const { place, content, isAway, scrolled, toEnd } = useFollowing(shown);
  useSeen(store, ticket, last, mayReply && !isAway);
  return (
    <div className="transcript-frame">
      <div className="transcript" ref={place} onScroll={scrolled} tabIndex={0} role="log" aria-label="对话记录">
        <div ref={content}>
          {isBare && <p className="notice-line">{ticket.number} 号的对话还没有内容。</p>}
          {shown.map((line) => (
            <OneLine key={line.key} line={line} store={store} mayReply={mayReply} propose={propose} />
          ))}
        </div>
      </div>
      {isAway && (
        <Button className="to-end" shape="round" icon={<DownOutlined aria-hidden />} onClick={toEnd}>
          最新消息
        </Button>
      )}
    </div>
  );
}

function OneLine({ line, store, mayReply, propose }: { line: Line } & Pick<Props, "store" | "mayReply" | "propose">): ReactElement {
  if (line.kind === "day") return <p className="day">{line.name}</p>;
  if (line.kind === "outgoing") return <OutgoingLine store={store} outgoing={line.outgoing} mayReply={mayReply} />;
  return <MessageLine ticket={store.id} message={line.message} goesOn={line.goesOn} propose={propose} />;
}

// Whoever looks at the end of their own conversation has seen it. `ticket` is another one after each answer of the server.
function useSeen(store: ConversationStore, ticket: Ticket, last: number, isShown: boolean): void {
  const { inbox } = useDesk();
  const isVisible = useVisible();
  useEffect(() => {
    if (isShown && isVisible && ticket.unread > 0) void store.seen(last).then(inbox.refresh);
  }, [store, ticket, last, isShown, isVisible, inbox]);
}

function useFollowing(shown: readonly Line[]) {
  const place = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  // Where it stood last.
  const top = useRef(0);
  const [isAway, setAway] = useState(false);
  const toEnd = useCallback(() => {
    const element = place.current;
    if (element) {
      element.scrollTop = element.scrollHeight;
      top.current = element.scrollTop;
    }
    follows.current = true;
    setAway(false);
  }, []);
  const scrolled = useCallback(() => {
    const element = place.current;
    if (!element) return;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    // Farther from the end without having gone up: something has grown, and nobody has scrolled.
    const isUp = element.scrollTop < top.current;
    top.current = element.scrollTop;
    if (isNear || isUp) follows.current = isNear;
    setAway(!follows.current);
  }, []);
  const last = shown[shown.length - 1];
  useLayoutEffect(() => {
    // What one has written oneself is always seen.
    if (follows.current || last?.kind === "outgoing") toEnd();
  }, [shown, last, toEnd]);
  // The field below grows with its text, a phone's keyboard takes half the screen, and a picture has its height when it
  // has come.
  useLayoutEffect(() => {
    if (!place.current || !content.current) return undefined;
    const watch = new ResizeObserver(() => follows.current && toEnd());
    watch.observe(place.current);
    watch.observe(content.current);
    return () => watch.disconnect();
  }, [toEnd]);
  return { place, content, isAway, scrolled, toEnd };
}
