// What a person said: a bubble of its own colour under the person's name.

import { Bubble } from "@chatui/core/es/components/Bubble";

import type { Message } from "../message";
import { nameOf } from "../people";
import { AnswerText } from "./AnswerText";
import { PictureView } from "./PictureView";
import { TimeOf } from "./TimeOf";

export function PersonMessage({ message }: { message: Message }) {
  return (
    <div class="said bot person">
      <p class="name">{nameOf(message.agent)}<span class="unseen">：</span></p>
      {message.attachment?.kind === "picture"
        ? <PictureView attachment={message.attachment} alt={`${nameOf(message.agent)}发的图片`} />
        : <Bubble><AnswerText text={message.text} /></Bubble>}
      <div class="tools"><TimeOf at={message.at} /></div>
    </div>
  );
}
