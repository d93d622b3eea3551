// The assistant is about to answer. The answer itself is announced, so this is for the eyes.

import { NAME } from "../given";

export function Typing() {
  return (
    <div class="typing" aria-hidden="true">
      {NAME}正在输入<span class="dots"><i /><i /><i /></span>
    </div>
  );
}
