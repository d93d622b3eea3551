// The form for the staff, while a person has the conversation.

import { useEffect, useRef, useState } from "preact/hooks";

import type { Details } from "../staffForm";
import { StaffForm } from "./StaffForm";

interface Props {
  offered: boolean;
  onSend: (details: Details) => Promise<boolean>;
}

export function FormLine({ offered, onSend }: Props) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => { if (!offered) setOpen(false); }, [offered]);
  if (!offered) return null;

  function close(): void {
    setOpen(false);
    window.setTimeout(() => button.current?.focus());
  }

  if (isOpen) return <StaffForm onSend={onSend} onSent={close} onClose={close} />;
  return (
    <div class="shortcuts">
      <button class="chip" type="button" ref={button} onClick={() => setOpen(true)}>填写资料给客服</button>
    </div>
  );
}
