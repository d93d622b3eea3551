// An account by invitation: the link's first and only use.

import Alert from "antd/es/alert";
import Button from "antd/es/button";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Spin from "antd/es/spin";
import { useCallback, useEffect, useState, type ReactElement } from "react";

import { sentence, type Api } from "../api/api";
import type { Me, Role } from "../api/model";
import { Door } from "../components/Door";
import { useLoaded } from "../components/useLoaded";
import { ROLES, TITLE } from "../words";

interface FormValues {
  name: string;
  title: string;
  password: string;
  repeated: string;
}

interface Props {
  api: Api;
  token: string;
  joined: (me: Me) => void;
}

const SHORTEST = 10;
const NAME = /^[0-9A-Za-z_.@\-\u4e00-\u9fff]{2,32}$/;

export default function Join({ api, token, joined }: Props): ReactElement {
  const path = `invitations/${encodeURIComponent(token)}`;
  const ask = useCallback(() => api.get<{ role: Role; first: boolean }>(path), [api, path]);
  const { value, problem } = useLoaded(ask);
  useEffect(() => {
    document.title = "开通账号 · 人工接待";
  }, []);
  if (problem) {
    return (
      <Door title="这个链接不能用" hint={problem}>
        <Button block size="large" href="#/inbox/waiting">
          去登录
        </Button>
      </Door>
    );
  }
  if (!value) {
    return (
      <Door title="开通账号" hint="正在核对邀请链接…">
        <Spin />
      </Door>
    );
  }
  const hint = value.first ? "这是第一个账号，您将是管理员。" : `您受邀成为${ROLES[value.role]}。`;
  return (
    <Door title="开通账号" hint={hint}>
      <JoinForm api={api} path={path} joined={joined} />
    </Door>
  );
}

function JoinForm({ api, path, joined }: { api: Api; path: string; joined: (me: Me) => void }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async ({ name, title, password }: FormValues): Promise<void> => {
    setBusy(true);
    try {
      joined(await api.post<Me>(path, { name: name.trim(), title: title.trim(), password }));
      location.replace("#/inbox/waiting");
    } catch (error) {
      setProblem(sentence(error));
      setBusy(false);
    }
  };
  return (
    <Form<FormValues> layout="vertical" requiredMark={false} onFinish={(values) => void send(values)} disabled={busy}>
      <Form.Item label="登录名" name="name" rules={[{ required: true, pattern: NAME, message: "2 到 32 个汉字、字母、数字或 _.@-" }]}>
        <Input autoComplete="username" autoCapitalize="none" size="large" autoFocus maxLength={32} />
      </Form.Item>
      <Form.Item
        label="显示的称呼"
        name="title"
        extra="用户会看到，例如“小王”。"
        rules={[{ required: true, pattern: TITLE, message: "1 到 16 个汉字、字母或数字" }]}
      >
        <Input autoComplete="nickname" size="large" maxLength={16} />
      </Form.Item>
      <Form.Item
        label="密码"
        name="password"
        extra={`至少 ${SHORTEST} 个字符，不要用容易猜到的。`}
        rules={[{ required: true, min: SHORTEST, message: `密码至少 ${SHORTEST} 个字符` }]}
      >
        <Input.Password autoComplete="new-password" size="large" />
      </Form.Item>
      <Form.Item label="再输入一次密码" name="repeated" dependencies={["password"]} rules={[{ required: true, message: "请再输入一次密码" }, same]}>
        <Input.Password autoComplete="new-password" size="large" />
      </Form.Item>
      {problem && <Alert className="gap" type="error" title={problem} showIcon role="alert" />}
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        开通并登录
      </Button>
    </Form>
  );
}

const same = ({ getFieldValue }: { getFieldValue: (name: string) => unknown }) => ({
  validator: (_: unknown, value: unknown) =>
    !value || value === getFieldValue("password") ? Promise.resolve() : Promise.reject(new Error("两次输入的密码不同")),
});
