import ClockCircleOutlined from "@ant-design/icons/es/icons/ClockCircleOutlined";
import ExclamationCircleOutlined from "@ant-design/icons/es/icons/ExclamationCircleOutlined";
import Button from "antd/es/button";
import type { ReactElement } from "react";

import type { ConversationStore } from "../conversation/ConversationStore";
import type { Outgoing } from "../conversation/outgoing";
import { clock } from "../time";
import { useDesk } from "../Desk";

interface Props {
  store: ConversationStore;
  outgoing: Outgoing;
  mayReply: boolean;
}

// A message that the server has not acknowledged.
export function OutgoingLine({ store, outgoing, mayReply }: Props): ReactElement {
  const { me } = useDesk();
  return (
    <div className={`line agent ${outgoing.state}`}>
      <p className="line-head">
        <span className="line-name">{me.title}</span>
        <time>{clock(new Date(outgoing.at * 1000))}</time>
      </p>
      <p className="bubble">{outgoing.text}</p>
      <Fate store={store} outgoing={outgoing} mayReply={mayReply} />
    </div>
  );
}

function Fate({ store, outgoing, mayReply }: Props): ReactElement {
  const { key, state, why } = outgoing;
  if (state === "sending") {
    return (
      <p className="line-foot">
        <ClockCircleOutlined aria-hidden /> 正在发送
      </p>
    );
  }
  const again = mayReply ? { unsent: "重试", held: "仍然发送", refused: null }[state] : null;
  return (
    <div className="line-foot failed" role="status">
      <span>
        <ExclamationCircleOutlined aria-hidden /> {why ?? "未发出"}
      </span>
      {again && (
        <Button size="small" onClick={() => store.again(key)}>
          {again}
        </Button>
      )}
      <Button size="small" type="text" onClick={() => store.takeBack(key)}>
        {/* Without a field it could go nowhere. */}
        {outgoing.faqId || !mayReply ? "不发了" : "放回输入框"}
      </Button>
    </div>
  );
}
