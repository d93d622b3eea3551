// Who may work here: invitations, roles, limits.

import UserAddOutlined from "@ant-design/icons/es/icons/UserAddOutlined";
import Badge from "antd/es/badge";
import Button from "antd/es/button";
import Tag from "antd/es/tag";
import { useCallback, useState, type ReactElement } from "react";

import type { Agent } from "../api/model";
import { AgentDialog } from "../components/AgentDialog";
import { InvitationDialog } from "../components/InvitationDialog";
import { Loading } from "../components/Loading";
import { Problem } from "../components/Problem";
import { useLoaded } from "../components/useLoaded";
import { useDesk, useHints } from "../Desk";
import type { Hint } from "../live/live";
import { DOTS, PRESENCES, ROLES } from "../words";

export default function Agents(): ReactElement {
  const { api } = useDesk();
  const ask = useCallback(() => api.get<Agent[]>("agents"), [api]);
  const { value, problem, reload } = useLoaded(ask);
  const [isInviting, setInviting] = useState(false);
  const [changed, setChanged] = useState<Agent | null>(null);
  useHints(useCallback(({ kind }: Hint) => (kind === "presence" || kind === "all") && reload(), [reload]));
  return (
    <div className="page">
      <div className="page-head">
        <h1>人员</h1>
        <Button type="primary" icon={<UserAddOutlined aria-hidden />} onClick={() => setInviting(true)}>
          邀请
        </Button>
      </div>
      {problem && <Problem text={problem} again={reload} />}
      {!value && !problem && <Loading />}
      <ul className="cards">
        {value?.map((agent) => (
          <AgentCard key={agent.id} agent={agent} change={() => setChanged(agent)} />
        ))}
      </ul>
      <InvitationDialog open={isInviting} close={() => setInviting(false)} />
      {changed && (
        <AgentDialog
          agent={changed}
          close={() => {
            setChanged(null);
            reload();
          }}
        />
      )}
    </div>
  );
}

function AgentCard({ agent, change }: { agent: Agent; change: () => void }): ReactElement {
  const { me } = useDesk();
  return (
    <li className={agent.disabled ? "card off" : "card"}>
      <div>
        <h2>
          {agent.title}
          {agent.id === me.id && <span className="quiet small">（我）</span>}
        </h2>
        <p className="quiet small">登录名 {agent.name}</p>
        <p className="card-facts">
          <Tag>{ROLES[agent.role]}</Tag>
          {agent.disabled && <Tag color="error">已停用</Tag>}
          {/* Who only reads chooses no state. */}
          {!agent.disabled && agent.role !== "reader" && <Badge status={DOTS[agent.state]} text={PRESENCES[agent.state]} />}
          {agent.role !== "reader" && (
            <span className="quiet small">
              手上 {agent.active}/{agent.most}
            </span>
          )}
        </p>
      </div>
      <Button onClick={change} aria-label={`修改 ${agent.title}`}>
        修改
      </Button>
    </li>
  );
}
