// The buttons under a message. Those of the latest stand out; the others stay usable.

import type { Reply } from "../message";
import { useTalk } from "./talk";

export function QuickReplies({ replies, current }: { replies: Reply[]; current: boolean }) {
  const { assistant } = useTalk();
  if (!replies.length) return null;
  return (
    <div class={current ? "replies" : "replies past"} role="group" aria-label="可选的回复">
      {replies.map(({ title, payload }, index) => (
        <button key={index} class="reply" type="button" onClick={() => assistant.say(payload, title)}>{title}</button>
      ))}
    </div>
  );
}
