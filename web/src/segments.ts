// What an answer's text is made of: words, names of menus (【注册】), addresses. Never markup.

export interface Segment {
  kind: "text" | "menu" | "link" | "mail";
  text: string;
}

// A web address ends where Chinese begins, and before the punctuation of the sentence around it.
const PATTERN =
  /(?<menu>【[^【】\n]{1,30}】)|(?<link>https?:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]*[\w/~=&%#-])|(?<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g;

export function segments(text: string): Segment[] {
  const found: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(PATTERN)) {
    if (match.index > end) found.push({ kind: "text", text: text.slice(end, match.index) });
    found.push({ kind: kindOf(match.groups ?? {}), text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ kind: "text", text: text.slice(end) });
  return found;
}

function kindOf(groups: Record<string, string | undefined>): Segment["kind"] {
  if (groups["menu"]) return "menu";
  return groups["link"] ? "link" : "mail";
}
