// Whose words they are: of nobody whom the host platform names, or of the one whom its token names.

import { newId } from "./id";

export const NOBODY = "";

// A user who has not been confirmed by the server yet; another time it may be another one.
export const unconfirmed = (): string => `?${newId()}`;

// Says whether two tokens of the host platform name different users; null: nobody is signed in.
export function isAnother(before: string | null, now: string | null): boolean {
  return subjectOf(before) !== subjectOf(now);
}

// The server checks what it says; here it only tells users apart.
function subjectOf(token: string | null): string | null {
  if (token === null) return null;
  try {
    const payload = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const { sub } = JSON.parse(atob(payload)) as { sub?: unknown };
    return JSON.stringify([sub]);
  } catch {
    return token;
  }
}
