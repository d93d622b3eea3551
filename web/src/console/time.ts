// Times and durations as people read them. All take milliseconds since 1970 and show this computer's zone.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Urgency = "calm" | "soon" | "late";

// Reads a point in time: ISO 8601 (of UTC where no zone is named) or seconds since 1970.
export function moment(given: string | number | null | undefined): number | null {
  if (given === null || given === undefined || given === "") return null;
  if (typeof given === "number") return given * 1000;
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(given) ? given : `${given}Z`;
  const read = Date.parse(zoned);
  return Number.isNaN(read) ? null : read;
}

// A duration in at most two units; "—" where there is none.
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return "—";
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < MINUTE) return `${whole} 秒`;
  if (whole < HOUR) return two(whole, MINUTE, "分", 1, "秒");
  if (whole < DAY) return two(whole, HOUR, "小时", MINUTE, "分");
  return two(whole, DAY, "天", HOUR, "小时");
}

function two(seconds: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((seconds % large) / small);
  return `${Math.floor(seconds / large)} ${largeName}${rest ? ` ${rest} ${smallName}` : ""}`;
}

export function waited(since: number, now: number): string {
  return duration((now - since) / 1000);
}

export function urgency(since: number, now: number): Urgency {
  const seconds = (now - since) / 1000;
  if (seconds < 3 * MINUTE) return "calm";
  return seconds < 10 * MINUTE ? "soon" : "late";
}

// Today only the clock, this year without the year.
export function shortTime(at: number, now: number): string {
  const [then, today] = [new Date(at), new Date(now)];
  if (then.toDateString() === today.toDateString()) return clock(then);
  return then.getFullYear() === today.getFullYear() ? monthDay(then) : `${then.getFullYear()}年${monthDay(then)}`;
}

export function fullTime(at: number): string {
  const then = new Date(at);
  return `${then.getFullYear()}-${padded(then.getMonth() + 1)}-${padded(then.getDate())} ${clock(then)}`;
}

// The heading of a day in a conversation.
export function dayName(at: number, now: number): string {
  const then = new Date(at);
  if (then.toDateString() === new Date(now).toDateString()) return "今天";
  if (then.toDateString() === new Date(now - DAY * 1000).toDateString()) return "昨天";
  return then.getFullYear() === new Date(now).getFullYear() ? monthDay(then) : `${then.getFullYear()}年${monthDay(then)}`;
}

export function clock(then: Date): string {
  return `${padded(then.getHours())}:${padded(then.getMinutes())}`;
}

// A day as the server takes it, in this computer's zone.
export function isoDay(at: number): string {
  const then = new Date(at);
  return `${then.getFullYear()}-${padded(then.getMonth() + 1)}-${padded(then.getDate())}`;
}

function monthDay(then: Date): string {
  return `${then.getMonth() + 1}月${then.getDate()}日`;
}

function padded(number: number): string {
  return String(number).padStart(2, "0");
}
