// The assistant, or a person, is about to answer. The answer itself is announced, so this is for the eyes.

import { NAME } from "../branding";

export function Typing({ who = NAME }: { who?: string }) {
  return (
    <div class="typing" aria-hidden="true">
      {who}正在输入<span class="dots"><i /><i /><i /></span>
    </div>
  );
}
