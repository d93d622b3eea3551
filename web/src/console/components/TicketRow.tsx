// One request in a list: its number, topic, last message and how long the user has waited.
import Badge from "antd/es/badge";
import Tag from "antd/es/tag";
import type { ReactElement } from "react";

import type { Box, Ticket } from "../api/model";
import { useDesk, useNow } from "../Desk";
import { lastAt, since } from "../inbox/inbox";
import { inboxHash } from "../routes";
import { shortTime, urgency, waited } from "../time";
import { channelName, reasonName, stateName, whoIs } from "../words";

const SPEAKERS = { user: "", assistant: "助手：", agent: "客服：", notice: "" };

export function TicketRow({ ticket, box, isOpen }: { ticket: Ticket; box: Box; isOpen: boolean }): ReactElement {
  const { me, inbox } = useDesk();
  const { last } = ticket;
  const note = inbox.passed.has(ticket.id) ? ticket.note : null;
  return (
    <li>
      <a className="row" href={inboxHash(box, ticket.id)} aria-current={isOpen ? "true" : undefined}>
        <span className="row-line">
          <span className="row-who">{whoIs(ticket)}</span>
          {ticket.state === "waiting" ? <Waiting since={since(ticket)} /> : <LastTime at={lastAt(ticket)} />}
        </span>
        <span className="row-line">
          <span className="row-last">{note !== null ? `同事转来：${note || "（没有留言）"}` : last ? `${SPEAKERS[last.from]}${last.text}` : "（还没有消息）"}</span>
          {ticket.unread > 0 && ticket.agent?.id === me.id && <Badge count={ticket.unread} size="small" title={`${ticket.unread} 条未读`} />}
        </span>
        <span className="row-tags">
          <span className="row-number">{ticket.number} 号</span>
          {ticket.topic_title && <Tag>{ticket.topic_title}</Tag>}
          <Tag>{reasonName(ticket.reason)}</Tag>
          <Tag>{channelName(ticket.channel)}</Tag>
          {(box === "all" || box === "closed") && <Tag color={ticket.state === "waiting" ? "warning" : "default"}>{stateName(ticket, me.id)}</Tag>}
        </span>
      </a>
    </li>
  );
}

// Each counts for itself, so that a second that passes draws a few letters and no list.
export function Waiting({ since: from }: { since: number }): ReactElement {
  const now = useNow(1_000);
  return <span className={`row-time ${urgency(from, now)}`}>等了 {waited(from, now)}</span>;
}

function LastTime({ at }: { at: number }): ReactElement {
  const now = useNow(60_000);
  return <span className="row-time">{shortTime(at, now)}</span>;
}
