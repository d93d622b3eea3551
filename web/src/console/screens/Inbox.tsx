// The lists of conversations, and the one that is open beside them; on phones one of the two.

import CustomerServiceOutlined from "@ant-design/icons/es/icons/CustomerServiceOutlined";
import type { ReactElement } from "react";

import type { Box } from "../api/model";
import { ConversationView } from "../components/ConversationView";
import { TicketLists } from "../components/TicketLists";
import { useMedia, WIDE } from "../Desk";

export default function Inbox({ box, ticket }: { box: Box; ticket: string | null }): ReactElement {
  const isWide = useMedia(WIDE);
  return (
    <div className="inbox">
      <h1 className="unseen">人工接待</h1>
      {(isWide || !ticket) && <TicketLists box={box} open={ticket} />}
      {ticket && <ConversationView key={ticket} id={ticket} box={box} />}
      {isWide && !ticket && (
        <div className="nothing-open">
          <CustomerServiceOutlined aria-hidden />
          <p>从左侧选择一个对话</p>
        </div>
      )}
    </div>
  );
}
