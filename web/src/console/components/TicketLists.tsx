import SearchOutlined from "@ant-design/icons/es/icons/SearchOutlined";
import Button from "antd/es/button";
import Empty from "antd/es/empty";
import Input from "antd/es/input";
import Tabs from "antd/es/tabs";
import { useDeferredValue, useState, type ReactElement } from "react";

import type { Box, Ticket } from "../api/model";
import { useDesk, useLists } from "../Desk";
import { attention, queueOrder, recentOrder } from "../inbox/inbox";
import { inboxHash } from "../routes";
import { AwayNotice } from "./AwayNotice";
import { Loading } from "./Loading";
import { Problem } from "./Problem";
import { ReminderOffer } from "./ReminderOffer";
import { TakeNext } from "./TakeNext";
import { TicketRow } from "./TicketRow";
import { useTickets } from "./useTickets";

const NOTHING: Record<Box, string> = {
  waiting: "没有人在等待",
  mine: "您手上没有对话",
  all: "还没有人要求人工服务",
  closed: "还没有结束的对话",
};

// 排队中 · 我的 · 全部 · 已结束, with a search.
export function TicketLists({ box, open }: { box: Box; open: string | null }): ReactElement {
  const { me } = useDesk();
  const { counts, mine } = useLists();
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim());
  const items = [
    { key: "waiting", label: named("排队中", counts.waiting + counts.left) },
    { key: "mine", label: named("我的", attention(counts, mine).unread) },
    { key: "all", label: "全部" },
    { key: "closed", label: "已结束" },
  ];
  return (
    <section className="lists" aria-label="对话列表">
      <Tabs
        activeKey={box}
        items={items}
        tabBarGutter={20}
        onChange={(key) => {
          location.hash = inboxHash(key as Box, open);
        }}
      />
      <div className="lists-tools">
        <Input
          allowClear
          prefix={<SearchOutlined aria-hidden />}
          placeholder="搜索编号、主题、城市、内容"
          aria-label="搜索对话"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {me.role !== "reader" && <TakeNext />}
      </div>
      <AwayNotice />
      <ReminderOffer />
      <List key={box} box={box} query={query} open={open} />
    </section>
  );
}

function named(name: string, count: number): ReactElement {
  return (
    <span>
      {name}
      {count > 0 && <span className="count">{count > 99 ? "99+" : count}</span>}
    </span>
  );
}

function List({ box, query, open }: { box: Box; query: string; open: string | null }): ReactElement {
  const { inbox } = useDesk();
  const { tickets, more, further, problem, reload } = useTickets(box, query);
  if (!tickets) return problem ? <Problem text={problem} again={reload} /> : <Loading />;
  if (!tickets.length) return <Empty className="lists-empty" description={query ? "没有找到" : NOTHING[box]} image={Empty.PRESENTED_IMAGE_SIMPLE} />;
  const ordered = box === "waiting" ? queueOrder(tickets) : box === "mine" ? recentOrder(tickets, inbox.passed) : tickets;
  const left = box === "waiting" ? ordered.filter(({ state }) => state === "left") : [];
  const rest = ordered.filter((ticket) => !left.includes(ticket));
  return (
    <div className="rows">
      <Rows tickets={rest} box={box} open={open} />
      {left.length > 0 && (
        <>
          <h2 className="rows-title">无人值守时登记的（{left.length}）</h2>
          <Rows tickets={left} box={box} open={open} />
        </>
      )}
      {more && (
        <Button type="link" block onClick={further}>
          更早的
        </Button>
      )}
    </div>
  );
}

function Rows({ tickets, box, open }: { tickets: readonly Ticket[]; box: Box; open: string | null }): ReactElement {
  return (
    <ul>
      {tickets.map((ticket) => (
        <TicketRow key={ticket.id} ticket={ticket} box={box} isOpen={ticket.id === open} />
      ))}
    </ul>
  );
}
