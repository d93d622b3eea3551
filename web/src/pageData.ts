// What the page needs of the running assistant: titles to offer while one types, reasons for feedback, allowed hosts.

import type { Titles } from "./matching";

export interface PageData extends Titles {
  reasons: string[];
  embed_origins: string[];
  idle_minutes: number;
  // Users may fill in a form for the staff.
  staff_form: boolean;
}

export const NO_DATA: PageData = { titles: [], words: {}, spellings: {}, reasons: [], embed_origins: [], idle_minutes: 0, staff_form: false };

const AGAIN_MS = 1000;
const LONGEST_MS = 30_000;

// Asks until it is there; the conversation goes on without it meanwhile.
export async function pageData(): Promise<PageData> {
  for (let pause = AGAIN_MS; ; pause = Math.min(2 * pause, LONGEST_MS)) {
    const found = await asked();
    if (found) return { ...NO_DATA, ...found };
    await new Promise((resolve) => window.setTimeout(resolve, pause));
  }
}

async function asked(): Promise<Partial<PageData> | null> {
  try {
    const answer = await fetch("web/page.json");
    return answer.ok ? ((await answer.json()) as Partial<PageData>) : null;
  } catch {
    return null;
  }
}
