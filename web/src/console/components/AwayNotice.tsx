import type { ReactElement } from "react";

import Button from "antd/es/button";

import type { Me } from "../api/model";
import { useDesk } from "../Desk";
import { useOnce } from "./useOnce";

// Nobody waits for an agent who is offline.
export function AwayNotice(): ReactElement | null {
  const { api, me, setMe } = useDesk();
  const [busy, run] = useOnce();
  if (me.state !== "offline" || me.role === "reader") return null;
  return (
    <div className="offer">
      <span className="offer-text">您现在是离线状态，新来的用户不会等您。</span>
      <Button size="small" type="primary" loading={busy} onClick={() => void run(async () => setMe(await api.post<Me>("presence", { state: "online" })))}>
        上线
      </Button>
    </div>
  );
}
