// The form for the staff by a one-time link, for whoever talks in WeChat. The link's token follows the "#".

import { ConfigProvider } from "@chatui/core/es/components/ConfigProvider";
import { useColorScheme } from "@chatui/core/es/hooks/useColorScheme";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";

import { StaffForm } from "../components/StaffForm";
import { NAME } from "../branding";
import type { Details } from "../staffForm";
import "../styles/theme.css";
import "../styles/form.css";

const token = location.hash.slice(1);

const WORDS = {
  asking: "正在打开…",
  over: "这个链接已经用过或者失效了。请回到对话，发送“填写资料”，或请客服再发一次。",
  lost: "连接不上服务器，请检查网络后重新打开链接。",
  sent: "已发给接待您的客服，对话结束 24 小时后自动删除。可以关闭本页，回到对话。",
};

// The status of the server's answer, 0 without one.
async function ask(more: object = {}): Promise<number> {
  try {
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch("web/form", { method: "POST", headers, body: JSON.stringify({ token, ...more }), cache: "no-store" });
    return answer.status;
  } catch {
    return 0;
  }
}

function Page() {
  const colorScheme = useColorScheme("auto");
  const [state, setState] = useState<keyof typeof WORDS | "open">("asking");
  useEffect(() => void ask().then((status) => setState(status === 200 ? "open" : status ? "over" : "lost")), []);
  const send = async (details: Details) => (await ask({ details })) === 200;
  return (
    <ConfigProvider locale="zh-CN" colorScheme={colorScheme}>
      <main class="form-page">
        <h1>{NAME}</h1>
        {state === "open" ? <StaffForm onSend={send} onSent={() => setState("sent")} /> : <p role="status">{WORDS[state]}</p>}
      </main>
    </ConfigProvider>
  );
}

document.documentElement.classList.add("of-form");
const root = document.getElementById("root");
if (root) render(<Page />, root);
