import CopyOutlined from "@ant-design/icons/es/icons/CopyOutlined";
import type { InputRef } from "antd";
import Alert from "antd/es/alert";
import App from "antd/es/app";
import Button from "antd/es/button";
import Form from "antd/es/form";
import Input from "antd/es/input";
import Modal from "antd/es/modal";
import Select from "antd/es/select";
import Space from "antd/es/space";
import { useRef, useState, type ReactElement } from "react";

import type { Role } from "../api/model";
import { useDesk } from "../Desk";
import { fullTime, moment } from "../time";
import { ROLE_OPTIONS } from "./AgentDialog";
import { useOnce } from "./useOnce";

interface Invitation {
  link: string;
  until: string | number;
}

// Makes a link that opens one account. It is shown once, since the server keeps only its digest.
export function InvitationDialog({ open, close }: { open: boolean; close: () => void }): ReactElement {
  const { api } = useDesk();
  const [role, setRole] = useState<Role>("agent");
  const [made, setMade] = useState<Invitation | null>(null);
  const [busy, run] = useOnce();
  const finish = (): void => {
    setMade(null);
    close();
  };
  const make = (): void => void run(async () => setMade(await api.post<Invitation>("invitations", { role })));
  const footer = made ? (
    <Button type="primary" onClick={finish}>
      完成
    </Button>
  ) : (
    <Button type="primary" loading={busy} onClick={make}>
      生成链接
    </Button>
  );
  return (
    <Modal title="邀请同事" open={open} onCancel={finish} footer={footer} destroyOnHidden>
      {made ? (
        <Link invitation={made} />
      ) : (
        <Form layout="vertical">
          <Form.Item label="权限" extra="管理员管理人员并查看操作记录；坐席接待；只读只能查看。">
            <Select aria-label="权限" options={ROLE_OPTIONS} value={role} onChange={setRole} />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}

function Link({ invitation }: { invitation: Invitation }): ReactElement {
  const { message } = App.useApp();
  const field = useRef<InputRef>(null);
  const until = moment(invitation.until);
  const copy = async (): Promise<void> => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(invitation.link);
      void message.success("已复制");
    } catch {
      void message.info("请按 Ctrl+C 复制已选中的链接");
    }
  };
  return (
    <>
      <Space.Compact block>
        <Input ref={field} readOnly value={invitation.link} aria-label="邀请链接" onFocus={({ target }) => target.select()} />
        <Button icon={<CopyOutlined aria-hidden />} onClick={() => void copy()}>
          复制
        </Button>
      </Space.Compact>
      <Alert className="gap above" type="info" showIcon title={`链接只显示这一次，只能用一次${until ? `，${fullTime(until)} 前有效` : ""}。请私下发给对方。`} />
    </>
  );
}
