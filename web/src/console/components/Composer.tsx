// Where an agent writes. Enter sends, Shift+Enter begins a line; a slash at the beginning opens the ready-made replies.

import SendOutlined from "@ant-design/icons/es/icons/SendOutlined";
import Button from "antd/es/button";
import Input from "antd/es/input";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactElement } from "react";

import type { Canned, May, Ticket } from "../api/model";
import { matching, slashQuery } from "../conversation/canned";
import type { ConversationStore } from "../conversation/ConversationStore";
import { useDesk, useMedia } from "../Desk";
import { CannedDialog } from "./CannedDialog";
import { CannedList, optionId } from "./CannedList";
import { PictureButton } from "./PictureButton";
import { useCanned } from "./useCanned";
import { useDraft } from "./useDraft";

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
        <CannedList found={replies.found} chosen={replies.chosen} choose={replies.insert} manage={() => setManaging(true)} />
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
      <Button size="small" type="text" aria-expanded={isOpen} onClick={toggle}>
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

// The ready-made replies are there after a slash, or after a click while something else is written: then one is added.
function useReplies(text: string, write: (text: string) => void) {
  const { canned } = useCanned();
  const [chosen, setChosen] = useState(0);
  const [refused, setRefused] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const query = slashQuery(text) ?? (asked === text ? "" : null);
  const found = query === null || refused === text ? null : matching(canned, query);
  const insert = (reply: Canned): void => write(asked === text && text ? `${text}\n${reply.text}` : reply.text);
  const toggle = (): void => {
    setRefused(found ? text : null);
    setAsked(found ? null : text);
  };
  const at = Math.min(chosen, Math.max(0, (found?.length ?? 0) - 1));
  const pressed = (event: KeyboardEvent): boolean => {
    if (!found) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const reply = found[at];
    if (step && found.length) setChosen((at + step + found.length) % found.length);
    else if ((event.key === "Enter" || event.key === "Tab") && reply) insert(reply);
    else if (event.key === "Escape") setRefused(text);
    else return false;
    event.preventDefault();
    return true;
  };
  return { found, chosen: at, insert, pressed, toggle };
}
