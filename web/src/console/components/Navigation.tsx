import CustomerServiceOutlined from "@ant-design/icons/es/icons/CustomerServiceOutlined";
import Badge from "antd/es/badge";
import type { ComponentType, ReactElement } from "react";

import { useDesk, useLists } from "../Desk";
import { attention } from "../inbox/inbox";
import { inboxHash } from "../routes";
import { SECTIONS } from "../sections";
import { useRoute } from "./useRoute";

// At the side; on phones at the bottom, where the thumb is.
export function Navigation(): ReactElement {
  const { me } = useDesk();
  const { counts, mine } = useLists();
  const route = useRoute();
  const { waiting, unread } = attention(counts, mine);
  const here = route.screen === "section" ? route.name : route.screen;
  return (
    <nav className="sections" aria-label="页面">
      <Entry href={inboxHash("waiting")} title="接待" icon={CustomerServiceOutlined} count={waiting + unread} isHere={here === "inbox"} />
      {SECTIONS.filter(({ roles }) => roles.includes(me.role)).map(({ name, title, icon }) => (
        <Entry key={name} href={`#/${name}`} title={title} icon={icon} count={0} isHere={here === name} />
      ))}
    </nav>
  );
}

interface EntryProps {
  href: string;
  title: string;
  icon: ComponentType;
  count: number;
  isHere: boolean;
}

function Entry({ href, title, icon: Icon, count, isHere }: EntryProps): ReactElement {
  return (
    <a href={href} className="section" aria-current={isHere ? "page" : undefined}>
      <Badge count={count} size="small" title={`${count} 个需要处理`}>
        <span className="section-icon" aria-hidden>
          <Icon />
        </span>
      </Badge>
      <span>{title}</span>
    </a>
  );
}
