// What a user may write for the staff. Each field may stay empty; the purpose is said before anything is typed.

import { useLayoutEffect, useId, useRef, useState } from "preact/hooks";

import { type Details, EMPTY, FIELDS, isEmpty } from "../staffForm";

interface Props {
  // Says whether the staff have it.
  onSend: (details: Details) => Promise<boolean>;
  onSent: () => void;
  onClose?: (() => void) | undefined;
}

export function StaffForm({ onSend, onSent, onClose }: Props) {
  const [details, setDetails] = useState(EMPTY);
  const [state, setState] = useState<"open" | "sending" | "failed">("open");
  const first = useRef<HTMLInputElement>(null);
  const id = useId();
  useLayoutEffect(() => first.current?.focus(), []);

  async function send(): Promise<void> {
    if (state === "sending" || isEmpty(details)) return;
    setState("sending");
    if (await onSend(details)) onSent();
    else setState("failed");
  }

  return (
    <form class="staff-form" aria-labelledby={`${id}-title`} autoComplete="off"
      onSubmit={(event) => { event.preventDefault(); void send(); }}
      onKeyDown={(event) => { if (event.key === "Escape" && onClose) { event.preventDefault(); onClose(); } }}>
      <h2 id={`${id}-title`}>填写资料</h2>
      <p class="purpose">
        用途：方便客服查询您的登记信息。三项都可以不填，只填需要的。加密保存，只有接待您的客服能看到，对话结束 24 小时后删除。
      </p>
      {FIELDS.map(({ name, label, longest, hint }, index) => (
        <label key={name}>
          <span>{label}<small>（选填{hint && `，${hint}`}）</small></span>
          <input ref={index === 0 ? first : undefined} name={name} value={details[name]} maxLength={longest} autoComplete="off"
            spellcheck={false} onInput={(event) => setDetails({ ...details, [name]: event.currentTarget.value })} />
        </label>
      ))}
      <div class="staff-form-foot">
        <p role="status">{state === "failed" ? "没有发送：现在没有客服接待，或者网络不通，请稍后再试。" : ""}</p>
        {onClose && <button class="chip" type="button" onClick={onClose}>取消</button>}
        <button class="chip send-form" type="submit" disabled={isEmpty(details)}>
          {state === "sending" ? "正在发送…" : "发给客服"}
        </button>
      </div>
    </form>
  );
}
