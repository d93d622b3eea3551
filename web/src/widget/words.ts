// What stands in the window until the page in the frame is there, and what when it does not come.

import type { Settings } from "./settings";

const PATIENCE_MS = 4000;

const WAIT = "正在打开…";
const FAILED = "暂时打不开，请稍后再试，或在新窗口中打开。";

// Calls `show` with the words, and whether to offer a window of its own; returns what ends the waiting.
export function waitFor(settings: Settings, show: (words: string, isFailure: boolean) => void): () => void {
  show(WAIT, false);
  const timer = window.setTimeout(() => {
    show(settings.look.name + FAILED, true);
    void explain(settings);
  }, PATIENCE_MS);
  return () => window.clearTimeout(timer);
}

// For whoever looks after the host page.
async function explain({ base, look: { name } }: Settings): Promise<void> {
  const { origin } = location;
  try {
    const answer = await fetch(new URL("web/page.json", base).href, { credentials: "omit" });
    const { embed_origins: known } = (await answer.json()) as { embed_origins: string[] };
    if (origin === base.origin || known.includes(origin)) console.warn(`${name}：${base.href} 的页面没有很快启动；如果不是网络太慢，请检查本页的 frame-src。`);
    else console.error(`${name}：本页的来源 ${origin} 不在 credentials.yml 的 embed_origins 里，所以窗口打不开。`);
  } catch {
    console.error(`${name}：连接不到 ${base.href}，或本页的 Content-Security-Policy（connect-src）不允许查明原因。`);
  }
}
