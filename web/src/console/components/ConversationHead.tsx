import ArrowLeftOutlined from "@ant-design/icons/es/icons/ArrowLeftOutlined";
import EllipsisOutlined from "@ant-design/icons/es/icons/EllipsisOutlined";
import InfoCircleOutlined from "@ant-design/icons/es/icons/InfoCircleOutlined";
import type { MenuProps } from "antd";
import App from "antd/es/app";
import Button from "antd/es/button";
import Dropdown from "antd/es/dropdown";
import { useEffect, useState, type ReactElement } from "react";

import type { Box, May, Ticket } from "../api/model";
import type { ConversationStore } from "../conversation/ConversationStore";
import { useDesk, useMedia, WIDEST } from "../Desk";
import { since } from "../inbox/inbox";
import { inboxHash } from "../routes";
import { stateName, whoIs } from "../words";
import { Waiting } from "./TicketRow";
import { TransferDialog } from "./TransferDialog";
import { useOnce } from "./useOnce";

interface Props {
  store: ConversationStore;
  ticket: Ticket;
  may: May;
  box: Box;
  showFacts: () => void;
}

// Who it is, what may be done with the conversation.
export function ConversationHead({ store, ticket, may, box, showFacts }: Props): ReactElement {
  const { me } = useDesk();
  const isWidest = useMedia(WIDEST);
  return (
    <header className="conversation-head">
      <Button className="back" type="text" icon={<ArrowLeftOutlined aria-hidden />} aria-label="回到列表" href={inboxHash(box)} />
      <div className="conversation-who">
        <h2>{whoIs(ticket)}</h2>
        <p className="quiet small">
          {ticket.number} 号{ticket.topic_title && ` · ${ticket.topic_title}`} · {ticket.state === "waiting" ? <Waiting since={since(ticket)} /> : stateName(ticket, me.id)}
        </p>
      </div>
      {!isWidest && <Button type="text" icon={<InfoCircleOutlined aria-hidden />} aria-label="对方的信息" onClick={showFacts} />}
      <Actions store={store} may={may} />
    </header>
  );
}

function Actions({ store, may }: { store: ConversationStore; may: May }): ReactElement {
  const { inbox, me } = useDesk();
  const { message } = App.useApp();
  const [busy, run] = useOnce();
  const [isTransferring, setTransferring] = useState(false);
  // Closed or taken meanwhile: there is nothing to pass on any more.
  useEffect(() => {
    if (!may.transfer) setTransferring(false);
  }, [may.transfer]);
  // Whoever was too late is told by whom; either way the page shows what is so now.
  const act = (action: string, body: object, said: string): Promise<void> =>
    run(() => store.act(action, body)).then((isDone) => {
      if (isDone) void message.success(said);
      else void store.load();
      inbox.refresh();
    });
  const claim = (): void =>
    void act("claim", {}, "已接入，对方会看到您的称呼").then(() => {
      if (store.state.may.reply) location.hash = inboxHash("mine", store.id);
    });
  const further: Record<string, () => void> = {
    queue: () => void act("give-back", { to: "queue" }, "已放回排队"),
    assistant: () => void act("give-back", { to: "assistant" }, "已交还助手"),
    transfer: () => setTransferring(true),
  };
  const items = furtherItems(may);
  return (
    <div className="conversation-acts">
      {may.claim && (
        <Button type="primary" loading={busy} disabled={me.state === "offline"} onClick={claim}>
          {me.state === "offline" ? "离线中，不能接待" : "接待"}
        </Button>
      )}
      {items.length > 0 && (
        <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => further[key]?.() }}>
          <Button icon={<EllipsisOutlined aria-hidden />} aria-label="转给同事或放回" />
        </Dropdown>
      )}
      {may.close && <CloseMenu busy={busy} close={(ended, said) => void act("close", { ended }, said)} />}
      <TransferDialog store={store} open={isTransferring} close={() => setTransferring(false)} />
    </div>
  );
}

function furtherItems(may: May): NonNullable<MenuProps["items"]> {
  return [
    ...(may.transfer ? [{ key: "transfer", label: "转给同事…" }] : []),
    ...(may.give_back
      ? [
          { key: "queue", label: "放回排队" },
          { key: "assistant", label: "交还助手" },
        ]
      : []),
  ];
}

function CloseMenu({ busy, close }: { busy: boolean; close: (ended: string, said: string) => void }): ReactElement {
  const items = [
    { key: "solved", label: "已解决" },
    { key: "unsolved", label: "未解决" },
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => close(key, "对话已结束") }}>
      <Button loading={busy}>结束</Button>
    </Dropdown>
  );
}
