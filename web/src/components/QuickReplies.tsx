// The buttons under a message. Those of the latest stand out; the others stay usable. Each counts once, and those about a
// request for a person as long as it stands.

import type { Message } from "../message";
import { buttonKey, useTalk } from "./talk";

const OF_A_REQUEST = "/resume";

export function QuickReplies({ message: { id, replies }, current }: { message: Message; current: boolean }) {
  const { assistant, pressed, over } = useTalk();
  if (!replies.length) return null;
  return (
    <div class={current ? "replies" : "replies past"} role="group" aria-label="可选的回复">
      {replies.map(({ title, payload }, index) => {
        const isDone = pressed.has(buttonKey(id, title)) || (payload.startsWith(OF_A_REQUEST) && over.has(id));
        return (
          <button key={index} class="reply" type="button" aria-disabled={isDone}
            onClick={() => !isDone && assistant.press(payload, title, id)}>
            {title}
          </button>
        );
      })}
    </div>
  );
}
