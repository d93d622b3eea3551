// One message of a conversation, with who said it and when.
import CheckOutlined from "@ant-design/icons/es/icons/CheckOutlined";
import ClockCircleOutlined from "@ant-design/icons/es/icons/ClockCircleOutlined";
import ExclamationCircleOutlined from "@ant-design/icons/es/icons/ExclamationCircleOutlined";
import Button from "antd/es/button";
import type { ReactElement } from "react";

import type { Message, Speaker } from "../api/model";
import { clock } from "../time";
import { lineRanges, outcomeName } from "../words";
import { AttachmentLine } from "./AttachmentLine";

const NAMES: Record<Speaker, string> = { user: "用户", assistant: "助手", agent: "客服", notice: "" };

interface Props {
  ticket: string;
  message: Message;
  goesOn: boolean;
  propose: ((message: number) => void) | null;
}

export function MessageLine({ ticket, message, goesOn, propose }: Props): ReactElement {
  if (message.from === "notice") return <p className="notice-line">{message.text}</p>;
  return (
    <div className={`line ${message.from}${goesOn ? " goes-on" : ""}`}>
      <p className={goesOn ? "unseen" : "line-head"}>
        <span className="line-name">{message.agent ?? NAMES[message.from]}</span>
        <time>{clock(new Date(message.at * 1000))}</time>
      </p>
      {message.attachment ? (
        <AttachmentLine ticket={ticket} attachment={message.attachment} who={message.agent ?? NAMES[message.from]} />
      ) : (
        <p className="bubble">{message.text}</p>
      )}
      {message.from === "user" && message.id !== null && propose && !message.attachment && (
        <Button className="line-answers" size="small" type="link" aria-label={`找答案：${message.text}`} onClick={() => propose(message.id ?? 0)}>
          找答案
        </Button>
      )}
      <Origin message={message} />
      <Delivery message={message} />
    </div>
  );
}

// Where an answer of the assistant comes from.
function Origin({ message }: { message: Message }): ReactElement | null {
  if (message.from !== "assistant") return null;
  const parts = [message.outcome && outcomeName(message.outcome), message.faq_lines?.length && `FAQ 第 ${lineRanges(message.faq_lines)} 行`];
  const text = parts.filter(Boolean).join(" · ");
  return text ? <p className="line-foot">{text}</p> : null;
}

function Delivery({ message }: { message: Message }): ReactElement | null {
  if (message.state === "pending") {
    return (
      <p className="line-foot">
        <ClockCircleOutlined aria-hidden /> 正在发送
      </p>
    );
  }
  if (message.state === "failed") {
    return (
      <p className="line-foot failed">
        <ExclamationCircleOutlined aria-hidden /> 没有送达：用户已回到助手
      </p>
    );
  }
  if (message.state === "sent" || message.state === "reached") {
    return (
      <p className="line-foot">
        <CheckOutlined aria-hidden /> {message.state === "sent" ? "已发送" : "已送达"}
      </p>
    );
  }
  return null;
}
