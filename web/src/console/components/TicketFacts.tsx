import type { ReactElement, ReactNode } from "react";

import type { Ticket } from "../api/model";
import { duration, fullTime, moment } from "../time";
import { channelName, ENDS, reasonName } from "../words";

// What is known of the request.
export function TicketFacts({ ticket }: { ticket: Ticket }): ReactElement {
  const opened = moment(ticket.opened);
  const claimed = moment(ticket.claimed_at);
  const replied = moment(ticket.first_reply_at);
  const facts: [string, ReactNode][] = [
    ["编号", ticket.number],
    ["身份", ticket.role_title],
    ["城市", ticket.city],
    ["主题", ticket.topic_title],
    ["原因", reasonName(ticket.reason)],
    ["渠道", channelName(ticket.channel)],
    ["请求时间", opened && fullTime(opened)],
    ["接入等待", opened && claimed && duration((claimed - opened) / 1000)],
    ["首次回复", claimed && replied && `接入后 ${duration((replied - claimed) / 1000)}`],
    ["接待人", ticket.agent?.title],
    ["结果", ticket.ended && ENDS[ticket.ended]],
  ];
  return (
    <section className="facts" aria-label="对方的信息">
      {ticket.note && (
        <p className="note">
          <strong>同事留言</strong>
          {ticket.note}
        </p>
      )}
      <dl>
        {facts.map(
          ([name, value]) =>
            value !== null &&
            value !== undefined &&
            value !== "" && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
