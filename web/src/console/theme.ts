// Colours and type of the screens; style sheets use them by antd's variables (--ant-…).

import type { ThemeConfig } from "antd";
import antd from "antd/es/theme";

const FONT = `"PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif`;

// The class that carries the variables stands at the body, so that overlays have them, too.
const SHARED = { cssVar: { key: "desk" }, hashed: false };
const SHAPE = { fontFamily: FONT, borderRadius: 8, controlHeight: 34, fontSize: 14, wireframe: false };

const LIGHT: ThemeConfig = {
  ...SHARED,
  algorithm: antd.defaultAlgorithm,
  token: {
    ...SHAPE,
    colorPrimary: "#1552a8",
    colorInfo: "#1552a8",
    colorLink: "#1552a8",
    colorError: "#b3261e",
    colorWarning: "#8a5300",
    colorSuccess: "#17693f",
    colorPrimaryBg: "#e6effb",
    colorPrimaryBgHover: "#d7e6fb",
    colorPrimaryBorder: "#a9c6ee",
    colorInfoBg: "#e9f1fc",
    colorInfoBorder: "#bcd3f2",
    colorWarningBg: "#fff5e0",
    colorWarningBorder: "#ecd3a2",
    colorErrorBg: "#fdeceb",
    colorErrorBorder: "#f0bdb9",
    colorTextBase: "#1b2433",
    colorTextSecondary: "#4a566b",
    colorTextTertiary: "#566176",
    colorTextDescription: "#566176",
    colorTextPlaceholder: "#5f6b80",
    colorBgLayout: "#f0f3f8",
    colorBorder: "#cbd4e1",
    colorBorderSecondary: "#e2e8f1",
  },
};

const DARK: ThemeConfig = {
  ...SHARED,
  algorithm: antd.darkAlgorithm,
  token: {
    ...SHAPE,
    colorPrimary: "#8ab6f7",
    colorPrimaryHover: "#a5c8fb",
    colorPrimaryActive: "#6fa3ee",
    colorPrimaryBg: "#1e3050",
    colorPrimaryBgHover: "#27406a",
    colorPrimaryBorder: "#38588d",
    colorInfo: "#8ab6f7",
    colorInfoBg: "#1e3050",
    colorInfoBorder: "#38588d",
    colorLink: "#8ab6f7",
    colorError: "#ff9d92",
    colorErrorBg: "#3a2226",
    colorErrorBorder: "#6d3a3b",
    colorWarning: "#f3c27a",
    colorWarningBg: "#382e20",
    colorWarningBorder: "#655033",
    colorSuccess: "#7fd6a5",
    colorSuccessBg: "#1b3329",
    colorSuccessBorder: "#33604b",
    colorTextBase: "#e6ebf4",
    colorTextSecondary: "#b9c4d6",
    colorTextTertiary: "#a7b3c8",
    colorTextDescription: "#a7b3c8",
    colorTextPlaceholder: "#98a5bb",
    colorBgBase: "#10151e",
    colorBgLayout: "#10151e",
    colorBgContainer: "#18202d",
    colorBgElevated: "#202a3a",
    colorBorder: "#3a475e",
    colorBorderSecondary: "#2a3446",
  },
  components: {
    Button: { primaryColor: "#0c1a30", dangerColor: "#2b0b09" },
    Badge: { colorTextLightSolid: "#2b0b09" },
    Switch: { handleBg: "#10151e" },
  },
};

export const themeOf = (isDark: boolean): ThemeConfig => (isDark ? DARK : LIGHT);
