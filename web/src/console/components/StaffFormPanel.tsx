// What the user wrote for the staff: shown after a click that the server keeps, and hidden again.

import Button from "antd/es/button";
import { useEffect, useState, type ReactElement } from "react";

import type { StaffDetails, Ticket } from "../api/model";
import type { ConversationStore } from "../conversation/ConversationStore";
import { useDesk } from "../Desk";
import { fullTime, moment } from "../time";
import { useOnce } from "./useOnce";

const SHOWN_MS = 60_000;
const FIELDS: [keyof StaffDetails, string][] = [["id_number", "证件号码"], ["name", "姓名"], ["unit", "单位"]];

export function StaffFormPanel({ store, ticket, mayAsk }: { store: ConversationStore; ticket: Ticket; mayAsk: boolean }): ReactElement | null {
  const { api } = useDesk();
  const [shown, setShown] = useState<StaffDetails | null>(null);
  const [hasAsked, setAsked] = useState(false);
  const [busy, run] = useOnce();
  const form = ticket.form;
  const filled = form ? moment(form.filled) : null;
  // Another conversation, a form filled in anew: what was shown is over.
  useEffect(() => setShown(null), [ticket.id, form?.filled, form?.look]);
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => setShown(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  if (!form || (!mayAsk && !filled)) return null;
  const path = `tickets/${encodeURIComponent(ticket.id)}/form`;
  const look = (): void => void run(async () => setShown(await api.post<StaffDetails>(`${path}/look`)));
  const ask = (): void =>
    void run(async () => {
      await api.post(`${path}/ask`);
      await store.load();
    }).then(setAsked);
  return (
    <section className="staff-form" aria-label="用户资料">
      <h2>用户资料</h2>
      <p className="quiet small">{filled ? `${fullTime(filled)} 填写` : hasAsked ? "已请用户填写，还没有收到" : "用户还没有填写"}</p>
      {shown && <Shown details={shown} />}
      <div className="staff-form-foot">
        {form.look && (
          <Button size="small" loading={busy} onClick={shown ? () => setShown(null) : look}>
            {shown ? "隐藏" : "查看"}
          </Button>
        )}
        {mayAsk && (
          <Button size="small" disabled={busy} onClick={ask}>
            {filled ? "请用户重新填写" : "请用户填写资料"}
          </Button>
        )}
      </div>
      {form.look && <p className="quiet small">每次查看都会记录；一分钟后自动隐藏</p>}
    </section>
  );
}

function Shown({ details }: { details: StaffDetails }): ReactElement {
  return (
    <dl>
      {FIELDS.map(([name, label]) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd>{details[name] || "未填"}</dd>
        </div>
      ))}
    </dl>
  );
}
