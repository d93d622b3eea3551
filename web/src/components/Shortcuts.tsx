// What can be asked for at any time, and the end of the conversation, which asks first.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { MenuIcon } from "./icons";

interface Props {
  // It will end by itself, since nobody uses it.
  ending: boolean;
  onMenu: () => void;
  onEnd: () => Promise<boolean>;
  // What can be asked for only now and then.
  children?: ComponentChildren;
}

export function Shortcuts({ ending, onMenu, onEnd, children }: Props) {
  const [asking, setAsking] = useState(false);
  const [word, setWord] = useState("");
  const endButton = useRef<HTMLButtonElement>(null);

  async function end(): Promise<void> {
    setAsking(false);
    setWord((await onEnd()) ? "对话已结束并清除" : "没能结束，请检查网络后再试");
  }

  function cancel(): void {
    setAsking(false);
    window.setTimeout(() => endButton.current?.focus());
  }

  return (
    <>
      <p class={ending ? "ending" : "unseen"} role="status">
        {ending ? "长时间没有操作，对话将在 1 分钟内结束并清除；点一下页面即可继续。" : word}
      </p>
      {asking ? <Question onEnd={() => void end()} onCancel={cancel} /> : (
        <div class="shortcuts">
          {children}
          <button class="chip" type="button" onClick={onMenu}><MenuIcon />问题分类</button>
          <button class="chip" type="button" onClick={() => window.print()}>打印</button>
          <button class="chip" type="button" ref={endButton} onClick={() => setAsking(true)}>结束并清除</button>
        </div>
      )}
    </>
  );
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
