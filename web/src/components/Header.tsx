// Who one talks to, how the connection is, and the way to a person.

import type { State } from "../connection";
import { ICON } from "../branding";
import { CloseIcon, PersonIcon } from "./icons";

const WORDS: Record<State, string> = {
  connecting: "正在连接…",
  connected: "已连接",
  reconnecting: "网络已断开，正在重新连接…",
  refused: "登录状态已失效，请刷新页面后重试",
};

interface Props {
  title: string;
  state: State;
  // A person has the conversation: there is nobody else to ask for.
  hasPerson: boolean;
  onPerson: () => void;
  onClose?: (() => void) | undefined;
}

export function Header({ title, state, hasPerson, onPerson, onClose }: Props) {
  return (
    <header class="head">
      <img class="head-icon" src={ICON} alt="" width="36" height="36" />
      <div class="head-words">
        <h1 tabIndex={-1}>{title}</h1>
        <p class="state" role="status" data-state={state}>{WORDS[state]}</p>
      </div>
      <button class="head-button" type="button" aria-disabled={hasPerson} onClick={() => hasPerson || onPerson()}>
        <PersonIcon /><span class="head-label">{hasPerson ? "已转人工" : "转人工"}</span>
      </button>
      {onClose && (
        <button class="head-button head-close" type="button" aria-label="关闭对话窗口" onClick={onClose}>
          <CloseIcon />
        </button>
      )}
    </header>
  );
}
