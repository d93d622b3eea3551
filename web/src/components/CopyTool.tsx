// Copies an answer.

import { useEffect, useState } from "preact/hooks";

import { copy } from "../copying";
import { CopyIcon } from "./icons";

const SHOWN_MS = 2500;
const WORDS = { no: "复制", yes: "已复制", failed: "请手动复制" };

export function CopyTool({ text }: { text: string }) {
  const [copied, setCopied] = useState<keyof typeof WORDS>("no");
  useEffect(() => {
    const timer = window.setTimeout(() => setCopied("no"), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <button class="tool" type="button" onClick={async () => setCopied((await copy(text)) ? "yes" : "failed")}>
        <CopyIcon />{WORDS[copied]}
      </button>
      <span class="unseen" role="status">{copied === "no" ? "" : WORDS[copied]}</span>
    </>
  );
}
