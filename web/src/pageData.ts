// What the page needs of the running assistant: titles to offer while one types, reasons for feedback, allowed hosts.

import type { Titles } from "./matching";

export interface PageData extends Titles {
  reasons: string[];
  embed_origins: string[];
  idle_minutes: number;
}

export const NO_DATA: PageData = { titles: [], words: {}, spellings: {}, reasons: [], embed_origins: [], idle_minutes: 0 };

export async function pageData(): Promise<PageData> {
  try {
    const answer = await fetch("web/page.json");
    return answer.ok ? { ...NO_DATA, ...((await answer.json()) as Partial<PageData>) } : NO_DATA;
  } catch {
    // The conversation works without it.
    return NO_DATA;
  }
}
