import App from "antd/es/app";
import Button from "antd/es/button";
import type { ReactElement } from "react";

import type { Ticket } from "../api/model";
import { useDesk, useLists } from "../Desk";
import { inboxHash } from "../routes";
import { useOnce } from "./useOnce";

// Takes the one who has waited longest, else the first of those that were registered.
export function TakeNext(): ReactElement {
  const { api, inbox, me } = useDesk();
  const { counts } = useLists();
  const { message } = App.useApp();
  const [busy, run] = useOnce();
  const take = async (): Promise<void> => {
    const ticket = await api.post<Ticket | null>("tickets/next");
    inbox.refresh();
    if (ticket) location.hash = inboxHash("mine", ticket.id);
    else void message.info("没有人在等待");
  };
  return (
    <Button type="primary" loading={busy} disabled={me.state === "offline" || (!counts.waiting && !counts.left)} onClick={() => void run(take)}>
      {me.state === "offline" ? "离线中" : "接下一个"}
    </Button>
  );
}
