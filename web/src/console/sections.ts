// The screens beside the inbox: each is loaded when it is opened.

import AuditOutlined from "@ant-design/icons/es/icons/AuditOutlined";
import BarChartOutlined from "@ant-design/icons/es/icons/BarChartOutlined";
import TeamOutlined from "@ant-design/icons/es/icons/TeamOutlined";
import { lazy, type ComponentType, type LazyExoticComponent } from "react";

import type { Role } from "./api/model";

export interface Section {
  name: string;
  title: string;
  icon: ComponentType;
  roles: readonly Role[];
  screen: LazyExoticComponent<ComponentType>;
}

export const SECTIONS: readonly Section[] = [
  {
    name: "figures",
    title: "统计",
    icon: BarChartOutlined,
    roles: ["admin", "agent", "reader"],
    screen: lazy(() => import("./screens/Figures")),
  },
  { name: "agents", title: "人员", icon: TeamOutlined, roles: ["admin"], screen: lazy(() => import("./screens/Agents")) },
  { name: "audit", title: "操作记录", icon: AuditOutlined, roles: ["admin"], screen: lazy(() => import("./screens/Audit")) },
];
