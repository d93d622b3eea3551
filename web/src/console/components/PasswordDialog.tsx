import App from "antd/es/app";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import type { ReactElement } from "react";

import type { Me } from "../api/model";
import { useDesk } from "../Desk";
import { useOnce } from "./useOnce";

interface FormValues {
  old: string;
  new: string;
  repeated: string;
}

const SHORTEST = 10;

// One's own password; one is signed out on all other devices.
export function PasswordDialog({ open, close }: { open: boolean; close: () => void }): ReactElement {
  const { api, setMe } = useDesk();
  const { message } = App.useApp();
  const [form] = Form.useForm<FormValues>();
  const [busy, run] = useOnce();
  const send = async (values: FormValues): Promise<void> => {
    const isDone = await run(async () => setMe(await api.post<Me>("me/password", { old: values.old, new: values.new })));
    if (!isDone) return;
    void message.success("密码已修改，其他设备上的登录已退出");
    close();
  };
  return (
    <Modal title="修改密码" open={open} onCancel={close} onOk={form.submit} okText="修改" confirmLoading={busy} destroyOnHidden>
      <Form<FormValues> form={form} layout="vertical" requiredMark={false} onFinish={(values) => void send(values)}>
        <Form.Item label="现在的密码" name="old" rules={[{ required: true, message: "请输入现在的密码" }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item label="新密码" name="new" rules={[{ required: true, min: SHORTEST, message: `密码至少 ${SHORTEST} 个字符` }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item label="再输入一次新密码" name="repeated" dependencies={["new"]} rules={[{ required: true, message: "请再输入一次密码" }, same]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

const same = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
  validator: (_: unknown, value: unknown) =>
    !value || value === getFieldValue("new") ? Promise.resolve() : Promise.reject(new Error("两次输入的密码不同")),
});
