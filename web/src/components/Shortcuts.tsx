// What can be asked for at any time, and the end of the conversation, which asks first.

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import type { State } from "../connection";
import type { Ended, Owed } from "../lateEnd";
import { MenuIcon } from "./icons";

const DONE = "对话已结束并清除";
const SOON = "清除时网络不通，连上后会自动通知服务器结束对话。";
// Of a browser that lets the page keep nothing.
const WHILE_OPEN = `${SOON}在此之前请不要关闭本页。`;
const WORDS: Record<Ended, string> = {
  ended: DONE,
  later: DONE,
  here: "已从本机清除对话，但没能通知服务器。",
  failed: "没能结束，请检查网络后再试。",
};

interface Props {
  // It will end by itself, since nobody uses it.
  ending: boolean;
  owed: Owed;
  state: State;
  onMenu: () => void;
  onEnd: () => Promise<Ended>;
  // What can be asked for only now and then.
  children?: ComponentChildren;
}

export function Shortcuts({ ending, owed, state, onMenu, onEnd, children }: Props) {
  const [asking, setAsking] = useState(false);
  const [how, setHow] = useState<Ended | null>(null);
  const endButton = useRef<HTMLButtonElement>(null);

  const hasFailed = how === "here" || how === "failed";
  // What went wrong without a connection is not for whoever has one again.
  useEffect(() => { if (state === "connected" && hasFailed) setHow(null); }, [state]);

  async function end(): Promise<void> {
    setAsking(false);
    setHow(await onEnd());
  }

  function cancel(): void {
    setAsking(false);
    window.setTimeout(() => endButton.current?.focus());
  }

  return (
    <>
      <p class={ending || owed !== "nothing" || hasFailed ? "ending" : "unseen"} role="status">{words(ending, owed, how)}</p>
      {asking ? <Question onEnd={() => void end()} onCancel={cancel} /> : (
        <div class="shortcuts" onFocusCapture={bringIntoView}>
          {children}
          <button class="chip" type="button" onClick={onMenu}><MenuIcon />问题分类</button>
          <button class="chip" type="button" onClick={() => window.print()}>打印</button>
          <button class="chip" type="button" ref={endButton} onClick={() => setAsking(true)}>结束并清除</button>
        </div>
      )}
    </>
  );
}

// In little room they stand in a row that scrolls, where browsers leave a half of the focused one out of view.
function bringIntoView({ target }: FocusEvent): void {
  (target as HTMLElement).scrollIntoView({ block: "nearest", inline: "nearest" });
}

function words(ending: boolean, owed: Owed, how: Ended | null): string {
  if (ending) return "长时间没有操作，对话将在 1 分钟内结束并清除；点一下页面即可继续。";
  if (owed !== "nothing") return owed === "kept" ? SOON : WHILE_OPEN;
  return how ? WORDS[how] : "";
}

function Question({ onEnd, onCancel }: { onEnd: () => void; onCancel: () => void }) {
  const no = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => no.current?.focus(), []);
  return (
    <div class="question" role="alertdialog" aria-label="结束并清除" aria-describedby="question"
      onKeyDown={(event) => { if (event.key === "Escape") { event.preventDefault(); onCancel(); } }}>
      <p id="question">确定结束并清除这次对话吗？清除后不能恢复。</p>
      <button class="chip" type="button" ref={no} onClick={onCancel}>取消</button>
      <button class="chip danger" type="button" onClick={onEnd}>确定清除</button>
    </div>
  );
}
