import BellOutlined from "@ant-design/icons/es/icons/BellOutlined";
import Button from "antd/es/button";
import { useState, type ReactElement } from "react";

import { recall, remember } from "../../storage";
import { useDesk } from "../Desk";
import { mayNotify } from "../inbox/bell";

const DECLINED = "desk.no-reminder";

// Browsers ask for permission only after a click.
export function ReminderOffer(): ReactElement | null {
  const { me } = useDesk();
  const [isOpen, setOpen] = useState(mayNotify() === "default" && recall(DECLINED) === null);
  if (!isOpen || me.role === "reader") return null;
  const decline = (): void => {
    remember(DECLINED, "yes");
    setOpen(false);
  };
  return (
    <div className="offer">
      <BellOutlined aria-hidden />
      <span className="offer-text">有人等待时在桌面提醒？</span>
      <Button size="small" onClick={() => void Notification.requestPermission().finally(() => setOpen(false))}>
        开启
      </Button>
      <Button size="small" type="text" onClick={decline}>
        不用
      </Button>
    </div>
  );
}
