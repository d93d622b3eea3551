// What the assistant said: the text, the buttons under it, and for an answer what can be done with it.

import { Bubble } from "@chatui/core/es/components/Bubble";

import { NAME } from "../branding";
import type { Message } from "../message";
import { AnswerText } from "./AnswerText";
import { CopyTool } from "./CopyTool";
import { FeedbackTools } from "./FeedbackTools";
import { PictureIcon } from "./icons";
import { Fold } from "./Fold";
import { QuickReplies } from "./QuickReplies";
import { useTalk } from "./talk";
import { TimeOf } from "./TimeOf";

export function BotMessage({ message }: { message: Message }) {
  const isAnswer = message.outcome === "answer";
  const { current, attach } = useTalk();
  return (
    <div class="said bot" data-outcome={message.outcome}>
      <span class="unseen">{NAME}：</span>
      {message.text && (
        <Bubble>
          <Fold length={message.text.length} folded={message.past && !current.has(message.id)}>
            <AnswerText text={message.text} />
          </Fold>
        </Bubble>
      )}
      <QuickReplies message={message} current={current.has(message.id)} />
      <div class="tools">
        {isAnswer && <CopyTool text={message.text} />}
        {message.wantsPicture && <button class="tool" type="button" onClick={attach}><PictureIcon />发送截图</button>}
        {isAnswer && message.faqId && <FeedbackTools message={message} />}
        <TimeOf at={message.at} />
      </div>
    </div>
  );
}
