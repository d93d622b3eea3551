import BellOutlined from "@ant-design/icons/es/icons/BellOutlined";
import DownOutlined from "@ant-design/icons/es/icons/DownOutlined";
import LockOutlined from "@ant-design/icons/es/icons/LockOutlined";
import LogoutOutlined from "@ant-design/icons/es/icons/LogoutOutlined";
import SoundOutlined from "@ant-design/icons/es/icons/SoundOutlined";
import type { MenuProps } from "antd";
import App from "antd/es/app";
import Badge from "antd/es/badge";
import Button from "antd/es/button";
import Dropdown from "antd/es/dropdown";
import { useState, type ReactElement } from "react";

import type { Me, Presence } from "../api/model";
import { useDesk, useLists } from "../Desk";
import { mayNotify } from "../inbox/bell";
import { DOTS, PRESENCES, ROLES } from "../words";
import { PasswordDialog } from "./PasswordDialog";
import { useOnce } from "./useOnce";

const HINTS: Record<Presence, string> = { online: "接受新的请求", busy: "只处理手上的对话", offline: "手上的对话回到排队" };

// Whether one is there, and what concerns oneself.
export function PersonMenu({ leave }: { leave: (everywhere: boolean) => Promise<void> }): ReactElement {
  const { me } = useDesk();
  return (
    <div className="person">
      {me.role !== "reader" && <PresenceMenu />}
      <SelfMenu leave={leave} />
    </div>
  );
}

function PresenceMenu(): ReactElement {
  const { api, inbox, me, setMe } = useDesk();
  const [busy, run] = useOnce();
  const { mine } = useLists();
  const { modal } = App.useApp();
  const become = async (state: string): Promise<void> => {
    setMe(await api.post<Me>("presence", { state }));
    inbox.refresh();
  };
  const choose: MenuProps["onClick"] = ({ key }) => {
    if (key !== "offline" || !mine.length) return void run(() => become(key));
    return void modal.confirm({
      title: "现在离线？",
      content: `您手上的 ${mine.length} 个对话会回到排队，系统会告诉用户。`,
      okText: "离线",
      onOk: () => run(() => become(key)),
    });
  };
  const items = (Object.keys(PRESENCES) as Presence[]).map((state) => ({
    key: state,
    label: (
      <span className="presence">
        <Badge status={DOTS[state]} text={PRESENCES[state]} />
        <span className="quiet small">{HINTS[state]}</span>
      </span>
    ),
  }));
  return (
    <Dropdown trigger={["click"]} menu={{ items, selectedKeys: [me.state], onClick: choose }}>
      <Button loading={busy} aria-label={`我的状态：${PRESENCES[me.state]}`}>
        <Badge status={DOTS[me.state]} text={PRESENCES[me.state]} />
        <DownOutlined className="small" aria-hidden />
      </Button>
    </Dropdown>
  );
}

function SelfMenu({ leave }: { leave: (everywhere: boolean) => Promise<void> }): ReactElement {
  const { me, bell } = useDesk();
  const { message } = App.useApp();
  const [, run] = useOnce();
  const [quiet, setQuiet] = useState(bell.quiet);
  const [allowed, setAllowed] = useState(mayNotify);
  const [isChanging, setChanging] = useState(false);
  const acts: Record<string, () => void> = {
    password: () => setChanging(true),
    notify: () => void Notification.requestPermission().then(setAllowed),
    sound: () => {
      bell.quiet = !quiet;
      setQuiet(!quiet);
      void message.info(quiet ? "已打开提示音" : "已关闭提示音");
    },
    leave: () => void run(() => leave(false)),
    everywhere: () => void run(() => leave(true)),
  };
  const items: MenuProps["items"] = [
    { key: "who", type: "group", label: `${me.title}（${ROLES[me.role]}）` },
    ...(allowed === "default" ? [{ key: "notify", icon: <BellOutlined aria-hidden />, label: "开启桌面通知" }] : []),
    { key: "sound", icon: <SoundOutlined aria-hidden />, label: quiet ? "打开提示音" : "关闭提示音" },
    { key: "password", icon: <LockOutlined aria-hidden />, label: "修改密码…" },
    { type: "divider" },
    { key: "leave", icon: <LogoutOutlined aria-hidden />, label: "退出登录" },
    { key: "everywhere", label: "在所有设备上退出" },
  ];
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items, onClick: ({ key }) => acts[key]?.() }}>
        <Button type="text" aria-label={`${me.title}的菜单`}>
          <span className="person-name">{me.title}</span>
          <DownOutlined className="small" aria-hidden />
        </Button>
      </Dropdown>
      <PasswordDialog open={isChanging} close={() => setChanging(false)} />
    </>
  );
}
