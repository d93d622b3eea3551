// Passes a conversation on to a colleague, with a note.
import App from "antd/es/app";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import { useEffect, useState, type ReactElement } from "react";

import { sentence } from "../api/api";
import type { Agent } from "../api/model";
import type { ConversationStore } from "../conversation/ConversationStore";
import { useDesk } from "../Desk";
import { PRESENCES } from "../words";
import { previewing } from "./previewing";
import { useOnce } from "./useOnce";

interface FormValues {
  agent: string;
  note?: string;
}

interface Props {
  store: ConversationStore;
  open: boolean;
  close: () => void;
}

export function TransferDialog({ store, open, close }: Props): ReactElement {
  const { inbox } = useDesk();
  const { message } = App.useApp();
  const [form] = Form.useForm<FormValues>();
  const [busy, run] = useOnce();
  const send = async ({ agent, note }: FormValues): Promise<void> => {
    const transfer = (): Promise<void> => store.act("transfer", { agent, note: note?.trim() ?? "" });
    if (!(await run(() => previewing(form, transfer)))) return;
    void message.success(`已转给${store.state.ticket?.agent?.title ?? "同事"}，对方和用户都已收到通知`);
    inbox.refresh();
    close();
  };
  return (
    <Modal title="转给同事" open={open} onCancel={close} onOk={form.submit} okText="转给同事" confirmLoading={busy} destroyOnHidden>
      <Form<FormValues> form={form} layout="vertical" requiredMark={false} onFinish={(values) => void send(values)}>
        <Colleagues owner={store.state.ticket?.agent?.id ?? ""} />
        <Form.Item label="留言（只有同事看得到）" name="note">
          <Input.TextArea rows={3} maxLength={500} showCount placeholder="例如：已核对单位名称，等对方发截图" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

// Everybody but whoever has it: an administrator may take it over.
function Colleagues({ owner }: { owner: string }): ReactElement {
  const { api } = useDesk();
  const { message } = App.useApp();
  const [agents, setAgents] = useState<readonly Agent[] | null>(null);
  useEffect(() => {
    api.get<Agent[]>("agents").then(setAgents, (error: unknown) => void message.warning(sentence(error)));
  }, [api, message]);
  const colleagues = (agents ?? []).filter(({ id, role, disabled }) => id !== owner && role !== "reader" && !disabled);
  const options = colleagues.map((agent) => ({
    value: agent.id,
    label: `${agent.title} · ${PRESENCES[agent.state]} · 手上 ${agent.active}/${agent.most}`,
    disabled: agent.state === "offline" || agent.active >= agent.most,
  }));
  return (
    <Form.Item label="转给" name="agent" rules={[{ required: true, message: "请选择一位同事" }]}>
      <Select options={options} loading={!agents} placeholder="选择在线或忙碌的同事" notFoundContent="没有其他同事" />
    </Form.Item>
  );
}
