// What an agent has written and the server has not acknowledged: kept in the browser, so that a reload loses nothing.

export type OutgoingState = "sending" | "unsent" | "held" | "refused";

// `faqId`: an answer of the FAQ, which the server sends word for word; `text` is what is shown meanwhile. `at`: seconds
// since 1970. `seen`: the last event that the agent had seen. `why`: the server's sentence. What is held with
// another text will be sent with that one.
export interface Outgoing {
  key: string;
  text: string;
  faqId: string | null;
  at: number;
  seen: number;
  state: OutgoingState;
  why: string | null;
}

export type OutgoingChange =
  | { kind: "wrote"; message: Outgoing }
  | { kind: "again"; key: string; seen: number }
  | { kind: "acknowledged"; key: string }
  | { kind: "unreachable"; key: string }
  | { kind: "held"; key: string; why: string; text?: string }
  | { kind: "refused"; key: string; why: string }
  | { kind: "arrived"; keys: readonly string[] };

export function outgoingAfter(waiting: readonly Outgoing[], change: OutgoingChange): readonly Outgoing[] {
  switch (change.kind) {
    case "wrote":
      return waiting.some(({ key }) => key === change.message.key) ? waiting : [...waiting, change.message];
    case "again":
      return replaced(waiting, change.key, { state: "sending", why: null, seen: change.seen });
    case "acknowledged":
      return waiting.filter(({ key }) => key !== change.key);
    case "unreachable":
      return replaced(waiting, change.key, { state: "unsent", why: null });
    case "held":
      return replaced(waiting, change.key, { state: "held", why: change.why, ...(change.text ? { text: change.text } : {}) });
    case "refused":
      return replaced(waiting, change.key, { state: "refused", why: change.why });
    case "arrived": {
      const left = waiting.filter(({ key }) => !change.keys.includes(key));
      return left.length === waiting.length ? waiting : left;
    }
  }
}

function replaced(waiting: readonly Outgoing[], key: string, change: Partial<Outgoing>): readonly Outgoing[] {
  return waiting.map((message) => (message.key === key ? { ...message, ...change } : message));
}

// Reads what an earlier page left behind. What was being sent then may have arrived or not.
export function outgoingFrom(text: string | null): readonly Outgoing[] {
  if (!text) return [];
  try {
    const read: unknown = JSON.parse(text);
    if (!Array.isArray(read)) return [];
    return read.filter(isOutgoing).map((message) => (message.state === "sending" ? { ...message, state: "unsent" } : message));
  } catch {
    return [];
  }
}

function isOutgoing(read: unknown): read is Outgoing {
  const { key, text, at } = (read ?? {}) as Record<string, unknown>;
  return typeof key === "string" && typeof text === "string" && typeof at === "number";
}
