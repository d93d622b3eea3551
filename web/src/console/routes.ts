// Which screen an address shows: "#/inbox/mine/t1".

import type { Box } from "./api/model";

export type Route =
  | { screen: "join"; token: string }
  | { screen: "inbox"; box: Box; ticket: string | null }
  | { screen: "section"; name: string };

const BOXES: readonly string[] = ["waiting", "mine", "all", "closed"] satisfies Box[];

export function routeOf(hash: string): Route {
  const [screen = "", first = "", second = ""] = hash.replace(/^#?\/?/, "").split("/").map(decoded);
  if (screen === "join" && first) return { screen, token: first };
  if (screen === "inbox" || screen === "") {
    return { screen: "inbox", box: BOXES.includes(first) ? (first as Box) : "waiting", ticket: second || null };
  }
  return { screen: "section", name: screen };
}

export function inboxHash(box: Box, ticket: string | null = null): string {
  return `#/inbox/${box}${ticket ? `/${encodeURIComponent(ticket)}` : ""}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
