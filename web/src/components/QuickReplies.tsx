// The buttons under a message. Those of the latest stand out; the others stay usable. Each counts once.

import type { Message } from "../message";
import { buttonKey, useTalk } from "./talk";

export function QuickReplies({ message: { id, replies }, current }: { message: Message; current: boolean }) {
  const { assistant, pressed } = useTalk();
  if (!replies.length) return null;
  return (
    <div class={current ? "replies" : "replies past"} role="group" aria-label="可选的回复">
      {replies.map(({ title, payload }, index) => {
        const isPressed = pressed.has(buttonKey(id, title));
        return (
          <button key={index} class="reply" type="button" aria-disabled={isPressed}
            onClick={() => !isPressed && assistant.press(payload, title, id)}>
            {title}
          </button>
        );
      })}
    </div>
  );
}
