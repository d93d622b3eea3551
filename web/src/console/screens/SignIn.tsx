// Signing in with name and password.
import Alert from "antd/es/alert";
import Button from "antd/es/button";
import Form from "antd/es/form";
import Input from "antd/es/input";
import { useEffect, useState, type ReactElement } from "react";

import { sentence, type Api } from "../api/api";
import type { Me } from "../api/model";
import { Door } from "../components/Door";

interface FormValues {
  name: string;
  password: string;
}

interface Props {
  api: Api;
  // What is said to somebody who was signed in until now.
  why: string | null;
  signedIn: (me: Me) => void;
}

export default function SignIn({ api, why, signedIn }: Props): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = "登录 · 人工接待";
  }, []);
  const send = async (values: FormValues): Promise<void> => {
    setBusy(true);
    try {
      signedIn(await api.post<Me>("sign-in", values));
    } catch (error) {
      setProblem(sentence(error));
      setBusy(false);
    }
  };
  return (
    <Door title="登录" hint="客服人员由此进入人工接待。">
      {why && <Alert className="gap" type="info" title={why} showIcon role="status" />}
      <Form<FormValues> layout="vertical" requiredMark={false} onFinish={(values) => void send(values)} disabled={busy}>
        <Form.Item label="登录名" name="name" rules={[{ required: true, message: "请填写登录名" }]}>
          <Input autoComplete="username" autoCapitalize="none" size="large" autoFocus />
        </Form.Item>
        <Form.Item label="密码" name="password" rules={[{ required: true, message: "请填写密码" }]}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        {problem && <Alert className="gap" type="error" title={problem} showIcon role="alert" />}
        <Button type="primary" htmlType="submit" size="large" block loading={busy}>
          登录
        </Button>
      </Form>
      <p className="quiet small">还没有账号或忘记密码，请联系管理员。</p>
    </Door>
  );
}
