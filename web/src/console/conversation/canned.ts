// Ready-made replies: which are meant by what follows the slash.

import type { Canned } from "../api/model";

// Returns what follows a slash at the beginning of a single line, null where there is none.
export function slashQuery(text: string): string | null {
  return text.startsWith("/") && !text.includes("\n") && text.length <= 30 ? text.slice(1).trim() : null;
}

// Those whose title has it come before those whose text has it.
export function matching(canned: readonly Canned[], query: string): readonly Canned[] {
  const wanted = query.toLowerCase();
  const inTitle = canned.filter(({ title }) => title.toLowerCase().includes(wanted));
  const inText = canned.filter((one) => !inTitle.includes(one) && one.text.toLowerCase().includes(wanted));
  return [...inTitle, ...inText];
}
