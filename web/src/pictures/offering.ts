// When a picture may be sent: somebody has to be there who looks at it, or an answer has asked for it.

import type { Message } from "../message";
import { awaitsAnswer } from "../people";

export function offersPicture(messages: readonly Message[]): boolean {
  return awaitsAnswer(messages) || messages.some(({ wantsPicture }) => wantsPicture);
}
