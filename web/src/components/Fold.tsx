// A long text that can be folded. What comes new is open; what stands in the history may be folded from the start.

import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

// Characters: more than the four lines that stay, also where the lines are longest.
const LONG = 160;

export function Fold({ length, folded, children }: { length: number; folded: boolean; children: ComponentChildren }) {
  const [isFolded, setFolded] = useState(folded);
  const id = useId();
  if (length <= LONG) return <>{children}</>;
  return (
    <>
      {/* A link in the hidden part that the keyboard reaches opens it. */}
      <div id={id} class={isFolded ? "fold folded" : "fold"} onFocusCapture={() => setFolded(false)}>{children}</div>
      <button class="fold-button" type="button" aria-expanded={!isFolded} aria-controls={id}
        onClick={() => setFolded(!isFolded)}>
        {isFolded ? "展开" : "收起"}
      </button>
    </>
  );
}
