// What codes of the server are called on the screens.

import type { Ended, Presence, Role, Ticket } from "./api/model";

export const ROLES: Record<Role, string> = { admin: "管理员", agent: "坐席", reader: "只读" };
// What an agent may be called before users.
export const TITLE = /^[0-9A-Za-z·\u4e00-\u9fff ]{1,16}$/;

export const PRESENCES: Record<Presence, string> = { online: "在线", busy: "忙碌", offline: "离线" };
export const DOTS = { online: "success", busy: "warning", offline: "default" } as const;
export const ENDS: Record<Ended, string> = {
  solved: "已解决",
  unsolved: "未解决",
  assistant: "交还助手",
  user: "用户回到助手",
  idle: "长时间没有消息",
  abandoned: "用户放弃等待",
};

const REASONS: Record<string, string> = { asked: "主动要求", promised: "答案请其转人工", misses: "多次没答上" };
const CHANNELS: Record<string, string> = { webchat: "网页", socketio: "网页", wechat: "微信", rest: "接口" };
const OUTCOMES: Record<string, string> = { answer: "直接回答", offer: "给出选项", decline: "没有答上", handoff: "转人工" };

export const reasonName = (code: string): string => REASONS[code] ?? code;
export const channelName = (code: string): string => CHANNELS[code] ?? code;
export const outcomeName = (code: string): string | null => OUTCOMES[code] ?? null;

const MOST_RANGES = 2;

// Numbers of lines as ranges: "128–130、134"; of many the first ones.
export function lineRanges(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of [...numbers].sort((one, other) => one - other)) {
    const last = ranges[ranges.length - 1];
    if (last && number <= last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  const named = ranges.slice(0, MOST_RANGES).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  return named.join("、") + (ranges.length > MOST_RANGES ? "…" : "");
}

// Who the user is, as far as they said.
export function whoIs(ticket: Ticket): string {
  return [ticket.role_title, ticket.city].filter(Boolean).join(" · ") || "身份未说明";
}

export function stateName(ticket: Ticket, mine: string): string {
  if (ticket.state === "waiting") return "排队中";
  if (ticket.state === "left") return "已登记";
  if (ticket.state === "closed") return ticket.ended ? ENDS[ticket.ended] : "已结束";
  return ticket.agent?.id === mine ? "我在接待" : `${ticket.agent?.title ?? "同事"} 接待中`;
}
