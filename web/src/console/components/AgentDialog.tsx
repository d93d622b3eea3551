// Changes an agent's account: role, limits, whether it is open.
import App from "antd/es/app";
import Form from "antd/es/form";
import Input from "antd/es/input";
import InputNumber from "antd/es/input-number";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import Switch from "antd/es/switch";
import type { ReactElement } from "react";

import type { Agent, Role } from "../api/model";
import { useDesk } from "../Desk";
import { ROLES, TITLE } from "../words";
import { useOnce } from "./useOnce";

interface FormValues {
  title: string;
  role: Role;
  most: number;
  enabled: boolean;
}

export const ROLE_OPTIONS = (Object.keys(ROLES) as Role[]).map((role) => ({ value: role, label: ROLES[role] }));

type Facts = Pick<Agent, "title" | "role" | "most" | "disabled">;

// What is not as it was.
function changed(agent: Agent, values: Facts): Partial<Facts> {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => agent[name as keyof Facts] !== value));
}

export function AgentDialog({ agent, close }: { agent: Agent; close: () => void }): ReactElement {
  const { api } = useDesk();
  const { message } = App.useApp();
  const [form] = Form.useForm<FormValues>();
  const [busy, run] = useOnce();
  const save = async ({ title, role, most, enabled }: FormValues): Promise<void> => {
    // What was left as it is may have been changed by somebody else meanwhile.
    const body = changed(agent, { title: title.trim(), role, most, disabled: !enabled });
    if (Object.keys(body).length) {
      if (!(await run(() => api.patch(`agents/${encodeURIComponent(agent.id)}`, body)))) return;
      void message.success("已保存");
    }
    close();
  };
  return (
    <Modal title={`修改 ${agent.title}`} open onCancel={close} onOk={form.submit} okText="保存" confirmLoading={busy}>
      <Form<FormValues>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ title: agent.title, role: agent.role, most: agent.most, enabled: !agent.disabled }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item label="显示的称呼" name="title" rules={[{ required: true, pattern: TITLE, message: "1 到 16 个汉字、字母或数字" }]}>
          <Input maxLength={16} />
        </Form.Item>
        <Form.Item label="权限" name="role" extra="改低后要重新登录，其他改动马上生效，不用重新登录。">
          <Select options={ROLE_OPTIONS} />
        </Form.Item>
        <Form.Item label="同时接待的上限" name="most" rules={[{ required: true, message: "请填写上限" }]}>
          <InputNumber min={1} max={100} precision={0} />
        </Form.Item>
        <Form.Item label="可以登录" name="enabled" valuePropName="checked" extra="停用后立即在所有设备上退出，手上的对话回到排队。">
          <Switch checkedChildren="是" unCheckedChildren="否" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
