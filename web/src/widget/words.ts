// What stands in the window until the page in the frame is there, and what when it does not come.

import type { Settings } from "./settings";

export const WAIT = "正在打开…";
export const FAILED = "暂时打不开，正在自动重试；也可以现在重试，或在新窗口中打开。";
export const HOPELESS = "暂时打不开，请在新窗口中打开。";

// For whoever looks after the host page; says whether only they can help.
export async function explain({ base, look: { name } }: Settings): Promise<boolean> {
  const { origin } = location;
  try {
    const answer = await fetch(new URL("web/page.json", base).href, { credentials: "omit" });
    const { embed_origins: known } = (await answer.json()) as { embed_origins: string[] };
    if (origin !== base.origin && !known.includes(origin)) {
      console.error(`${name}：本页的来源 ${origin} 不在 credentials.yml 的 embed_origins 里，所以窗口打不开。`);
      return true;
    }
    console.warn(`${name}：${base.href} 的页面没有很快启动；如果不是网络太慢，请检查本页的 frame-src。`);
  } catch {
    console.error(`${name}：连接不到 ${base.href}，或本页的 Content-Security-Policy（connect-src）不允许查明原因。`);
  }
  return false;
}
