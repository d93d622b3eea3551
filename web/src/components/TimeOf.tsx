// When a message was said.

import { clock } from "../clock";

export function TimeOf({ at }: { at: Date }) {
  return <time class="time" dateTime={at.toISOString()}>{clock(at, new Date())}</time>;
}
