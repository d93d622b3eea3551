// The field to type in, with titles to choose from while one types.

import { Button } from "@chatui/core/es/components/Button";
import { Input } from "@chatui/core/es/components/Input";
import { useRef, useState } from "preact/hooks";

import type { Titles } from "../matching";
import { Suggestions, optionId } from "./Suggestions";
import { usePast } from "./usePast";
import { usePlaceholder } from "./usePlaceholder";
import { useSuggestions } from "./useSuggestions";

const LONGEST = 500;
const NEARLY = 450;
const COMPOSING = 229;
const LIST = "suggestions";

interface Props {
  titles: Titles;
  // What the user has typed before, oldest first.
  typed: string[];
  onSend: (text: string) => void;
  onType: () => void;
}

export function Composer({ titles, typed, onSend, onType }: Props) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const suggestions = useSuggestions(titles, text);
  const placeholder = usePlaceholder(field);
  const past = usePast(typed, text, setText);
  // As the server counts: characters, not halves of them.
  const length = [...text.trim()].length;

  function send(said: string): void {
    setText("");
    past.leave();
    onSend(said);
    field.current?.focus();
  }

  function submit(): void {
    if (length > 0 && length <= LONGEST) send(text.trim());
  }

  function press(event: KeyboardEvent): void {
    // While an input method composes, its keys choose words. (Safari reports that Enter only by its key code.)
    if (event.isComposing || event.keyCode === COMPOSING) return;
    if (suggestions.press(event, send)) event.preventDefault();
    else if (past.press(event)) {
      event.preventDefault();
      suggestions.close();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
  }

  return (
    <form class="compose" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      {suggestions.open && <Suggestions id={LIST} {...suggestions} onChoose={send} />}
      <p class="unseen" role="status">{suggestions.open ? `有 ${suggestions.titles.length} 个相近的问题，可按上下键选择` : ""}</p>
      <label class="unseen" for="text">请输入您的问题</label>
      <Input
        {...fieldProps(suggestions.open, suggestions.active)}
        ref={field as never}
        placeholder={placeholder}
        value={text}
        onChange={(value: string) => { setText(value); suggestions.reopen(); if (value.trim()) onType(); }}
        onKeyDown={press as never}
        onBlur={suggestions.close}
        onCompositionStart={() => suggestions.compose(true)}
        onCompositionEnd={() => suggestions.compose(false)}
      />
      <Button className="send" color="primary" type="submit" disabled={length > LONGEST}>发送</Button>
      <p id="hint" class="hint" role="status">{hint(length)}</p>
    </form>
  );
}

// A field of several lines may not call itself a combobox; it says the same by what it controls.
function fieldProps(open: boolean, active: number) {
  return {
    id: "text",
    rows: 1,
    maxRows: 5,
    autoSize: true,
    autoComplete: "off",
    enterKeyHint: "send" as const,
    "aria-describedby": "hint",
    "aria-autocomplete": "list" as const,
    "aria-haspopup": "listbox" as const,
    "aria-controls": open ? LIST : undefined,
    "aria-activedescendant": open && active >= 0 ? optionId(LIST, active) : undefined,
  };
}

function hint(length: number): string {
  if (length > LONGEST) return `最多 ${LONGEST} 字，请删减 ${length - LONGEST} 字`;
  return length > NEARLY ? `还可以输入 ${LONGEST - length} 字` : "";
}
