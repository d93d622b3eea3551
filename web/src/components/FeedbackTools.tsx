// Did the answer help? If not, why: the reason can be given or left out.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Message } from "../message";
import { HelpfulIcon, UnhelpfulIcon } from "./icons";
import { useTalk } from "./talk";

export function FeedbackTools({ message: { id, feedback } }: { message: Message }) {
  const { assistant, reasons } = useTalk();
  const [asking, setAsking] = useState(false);
  const [word, setWord] = useState("");
  const unhelpful = useRef<HTMLButtonElement>(null);

  async function judge(helpful: boolean, reason?: string): Promise<void> {
    const kept = await assistant.judge(id, helpful, reason);
    setWord(kept ? "感谢您的反馈" : "反馈未能保存，请稍后再试");
  }

  // Who opens the reasons a second time has said already that it did not help.
  function toggle(): void {
    setAsking(!asking);
    if (!asking && feedback?.helpful !== false) void judge(false);
  }

  function close(): void {
    setAsking(false);
    unhelpful.current?.focus();
  }

  return (
    <>
      <button class="tool" type="button" aria-pressed={feedback?.helpful === true}
        onClick={() => { setAsking(false); void judge(true); }}>
        <HelpfulIcon />有帮助
      </button>
      <button class="tool" type="button" ref={unhelpful} aria-pressed={feedback?.helpful === false} aria-expanded={asking}
        onClick={toggle}>
        <UnhelpfulIcon />没帮助
      </button>
      <span class="thanks" role="status">{word}</span>
      {asking && reasons.length > 0 && (
        <Reasons reasons={reasons} given={feedback?.reason} onClose={close}
          onGive={(reason) => { void judge(false, reason); close(); }} />
      )}
    </>
  );
}

interface ReasonsProps {
  reasons: string[];
  given?: string | null | undefined;
  onGive: (reason: string) => void;
  onClose: () => void;
}

function Reasons({ reasons, given, onGive, onClose }: ReasonsProps) {
  const group = useRef<HTMLDivElement>(null);
  // At once: a later effect would take the focus from somebody who has gone on typing.
  useLayoutEffect(() => {
    group.current?.querySelector("button")?.focus();
    group.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div class="reasons" role="group" aria-label="没帮助的原因" ref={group}
      onKeyDown={(event) => { if (event.key === "Escape") { event.preventDefault(); onClose(); } }}>
      <p>您觉得哪里不好？（可不选）</p>
      {reasons.map((reason) => (
        <button key={reason} class="chip" type="button" aria-pressed={given === reason} onClick={() => onGive(reason)}>
          {reason}
        </button>
      ))}
      <button class="tool" type="button" onClick={onClose}>不选了</button>
    </div>
  );
}
