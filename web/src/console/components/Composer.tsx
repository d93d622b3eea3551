// Where an agent writes. Enter sends, Shift+Enter begins a line; a slash at the beginning opens the ready-made replies.

import SendOutlined from "@ant-design/icons/es/icons/SendOutlined";
import Button from "antd/es/button";
import Input from "antd/es/input";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement } from "react";

import type { May, Ticket } from "../api/model";
import type { ConversationStore } from "../conversation/ConversationStore";
import { useDesk, useMedia } from "../Desk";
import { CannedDialog } from "./CannedDialog";
import { CannedList, optionId } from "./CannedList";
import { PictureButton } from "./PictureButton";
import { useDraft } from "./useDraft";
import { TOGGLE, useReplies } from "./useReplies";

interface Props {
  store: ConversationStore;
  ticket: Ticket;
  may: May;
  showAnswers: (() => void) | null;
}

const LONGEST = 2000;

export function Composer({ store, ticket, may, showAnswers }: Props): ReactElement {
  const { me } = useDesk();
  if (!may.reply) return <p className="composer-closed">{why(ticket, may, me.role === "reader")}</p>;
  return <Field store={store} showAnswers={showAnswers} />;
}

function why(ticket: Ticket, may: May, isReader: boolean): string {
  if (isReader) return "您的账号只能查看";
  if (may.claim) return ticket.state === "left" ? "接待后即可回复，回复会出现在对方的对话里" : "接待后即可回复";
  if (ticket.state === "closed") return "对话已结束";
  return ticket.agent ? `由 ${ticket.agent.title} 接待中` : "现在不能回复";
}

function Field({ store, showAnswers }: { store: ConversationStore; showAnswers: (() => void) | null }): ReactElement {
  const field = useRef<TextAreaRef>(null);
  const { text, setText } = useDraft(store);
  const surplus = text.trim().length - LONGEST;
  const isTouch = useMedia("(pointer: coarse)");
  const [isManaging, setManaging] = useState(false);
  const replies = useReplies(text, (written) => {
    setText(written);
    field.current?.focus();
  });
  useEffect(() => {
    if (!isTouch) field.current?.focus();
  }, [isTouch]);
  useLayoutEffect(() => grow(field.current?.nativeElement), [text]);

  const send = (): void => {
    const written = text.trim();
    if (!written) return;
    setText("");
    store.say(written);
    field.current?.focus();
  };
  const toggle = (): void => {
    replies.toggle();
    if (!isTouch) field.current?.focus();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (isComposing(event) || replies.pressed(event)) return;
    if (event.key !== "Enter" || event.shiftKey || isTouch) return;
    event.preventDefault();
    if (surplus <= 0) send();
  };
  return (
    <div className="composer">
      {replies.found && (
        <CannedList
          found={replies.found}
          chosen={replies.chosen}
          choose={replies.insert}
          manage={() => {
            replies.close();
            setManaging(true);
          }}
        />
      )}
      <Input.TextArea
        ref={field}
        value={text}
        rows={2}
        status={surplus > 0 ? "error" : ""}
        placeholder="写给对方…"
        aria-label="回复"
        aria-haspopup="listbox"
        aria-controls={replies.found?.length ? "canned" : undefined}
        aria-activedescendant={replies.found?.length ? optionId(replies.chosen) : undefined}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value.trim()) store.typed();
        }}
        onKeyDown={pressed}
      />
      {surplus > 0 && (
        <p role="alert" className="quiet small">
          一条最多 {LONGEST} 字，请删减 {surplus} 字
        </p>
      )}
      <Tools isOpen={replies.found !== null} toggle={toggle} showAnswers={showAnswers} isTouch={isTouch} store={store} send={text.trim() && surplus <= 0 ? send : null} />
      <CannedDialog open={isManaging} close={() => setManaging(false)} text={text.startsWith("/") ? "" : text} />
    </div>
  );
}

interface ToolsProps {
  isOpen: boolean;
  toggle: () => void;
  showAnswers: (() => void) | null;
  isTouch: boolean;
  store: ConversationStore;
  send: (() => void) | null;
}

function Tools({ isOpen, toggle, showAnswers, isTouch, store, send }: ToolsProps): ReactElement {
  return (
    <div className="composer-tools">
      <Button className={TOGGLE} size="small" type="text" aria-expanded={isOpen} onClick={toggle}>
        / 常用语
      </Button>
      <PictureButton store={store} />
      {showAnswers && (
        <Button size="small" type="text" onClick={showAnswers}>
          标准答案
        </Button>
      )}
      <span className="quiet small hint">{isTouch ? "" : "Enter 发送，Shift+Enter 换行"}</span>
      <Button type="primary" icon={<SendOutlined aria-hidden />} disabled={!send} onClick={send ?? undefined}>
        发送
      </Button>
    </div>
  );
}

// As high as its text, up to a third of the window.
function grow(field: HTMLElement | null | undefined): void {
  if (!field) return;
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight + 2, innerHeight / 3)}px`;
}

// Enter of an input method chooses a word.
function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}
