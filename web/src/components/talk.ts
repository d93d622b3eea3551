// What every message may need. A context reaches through the library's memoised list.

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Assistant } from "../assistant";

export interface Talking {
  assistant: Assistant;
  reasons: string[];
  // Ids of what the assistant said last.
  current: ReadonlySet<string>;
  // Buttons that were pressed, as `buttonKey` names them.
  pressed: ReadonlySet<string>;
  // Ids of what was said about a request for a person that has ended since.
  over: ReadonlySet<string>;
  // Lets the user choose a picture.
  attach: () => void;
}

export const buttonKey = (message: string, title: string) => `${message} ${title}`;

export const Talk = createContext<Talking | null>(null);

export function useTalk(): Talking {
  const talking = useContext(Talk);
  if (!talking) throw new Error("a message outside of a conversation");
  return talking;
}
