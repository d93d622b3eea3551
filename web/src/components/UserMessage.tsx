// What the user said, and whether it was sent.

import { Bubble } from "@chatui/core/es/components/Bubble";

import type { Message } from "../message";
import { RetryIcon } from "./icons";
import { PictureView } from "./PictureView";
import { useTalk } from "./talk";
import { TimeOf } from "./TimeOf";

export function UserMessage({ message }: { message: Message }) {
  const { assistant } = useTalk();
  return (
    <div class="said user" data-state={message.state}>
      <span class="unseen">我：</span>
      {message.attachment?.kind === "picture"
        ? <PictureView attachment={message.attachment} alt="我发的图片" />
        : <Bubble content={message.text} />}
      <div class="tools">
        {message.state === "waiting" && <span class="waiting">等待发送 · </span>}
        {message.state === "rejected" && (
          <>
            <span class="rejected">未发送</span>
            <button class="tool" type="button" onClick={() => assistant.sayAgain(message)}>
              <RetryIcon />重试
            </button>
          </>
        )}
        <TimeOf at={message.at} />
      </div>
    </div>
  );
}
