import DeleteOutlined from "@ant-design/icons/es/icons/DeleteOutlined";
import Button from "antd/es/button";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Popconfirm from "antd/es/popconfirm";
import { useEffect, type ReactElement } from "react";

import { useDesk } from "../Desk";
import { previewing } from "./previewing";
import { useCanned } from "./useCanned";
import { useOnce } from "./useOnce";

interface FormValues {
  title: string;
  text: string;
}

// Adds and removes ready-made replies, which all agents share. `text`: what a new one begins with.
export function CannedDialog({ open, close, text }: { open: boolean; close: () => void; text: string }): ReactElement {
  const { api } = useDesk();
  const { canned, reload } = useCanned();
  const [form] = Form.useForm<FormValues>();
  const [busy, run] = useOnce();
  useEffect(() => {
    if (open) form.setFieldsValue({ title: "", text });
  }, [open, text, form]);
  const add = async (values: FormValues): Promise<void> => {
    const isDone = await run(async () => {
      await previewing(form, () => api.post("canned", { title: values.title.trim(), text: values.text.trim() }));
      await reload();
    });
    if (isDone) form.resetFields();
  };
  const remove = (id: string): Promise<boolean> =>
    run(async () => {
      await api.delete(`canned/${encodeURIComponent(id)}`);
      await reload();
    });
  return (
    <Modal title="常用语" open={open} onCancel={close} footer={null} forceRender={false}>
      <ul className="canned-all">
        {canned.map((reply) => (
          <li key={reply.id}>
            <div>
              <strong>{reply.title}</strong>
              <p className="quiet">{reply.text}</p>
            </div>
            <Popconfirm title="所有同事都会失去它，确定删除？" okText="删除" onConfirm={() => remove(reply.id)}>
              <Button type="text" danger icon={<DeleteOutlined aria-hidden />} aria-label={`删除 ${reply.title}`} />
            </Popconfirm>
          </li>
        ))}
        {canned.length === 0 && <li className="quiet">还没有常用语。</li>}
      </ul>
      <Form<FormValues> form={form} layout="vertical" requiredMark={false} onFinish={(values) => void add(values)}>
        <Form.Item label="名称" name="title" rules={[{ required: true, whitespace: true, message: "请填写名称" }]}>
          <Input maxLength={40} placeholder="例如：请发截图" />
        </Form.Item>
        <Form.Item label="内容" name="text" rules={[{ required: true, whitespace: true, message: "请填写内容" }]}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          添加
        </Button>
      </Form>
    </Modal>
  );
}
