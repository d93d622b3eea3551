// An answer's text with the names of menus set off and addresses to click. Always as text, never as markup.

import { segments, type Segment } from "../segments";

export function AnswerText({ text }: { text: string }) {
  return <p>{segments(text).map((segment, index) => <Piece key={index} {...segment} />)}</p>;
}

// A name that is broken at the end of a line is hard to find again on the platform's page.
const LONGEST_UNBROKEN = 14;

function Piece({ kind, text }: Segment) {
  if (kind === "menu") return <strong class={text.length > LONGEST_UNBROKEN ? "menu-name" : "menu-name short"}>{text}</strong>;
  if (kind === "mail") return <a href={`mailto:${text}`}>{text}</a>;
  if (kind === "link") return <a href={text} target="_blank" rel="noopener noreferrer">{text}</a>;
  return <>{text}</>;
}
