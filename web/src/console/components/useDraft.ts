import { useCallback, useEffect, useState } from "react";

import type { ConversationStore } from "../conversation/ConversationStore";
import { useDesk } from "../Desk";

// What is being written, kept for each conversation.
export function useDraft(store: ConversationStore): { text: string; setText: (text: string) => void } {
  const { drafts } = useDesk();
  const [text, show] = useState(() => drafts.draft(store.id));
  const setText = useCallback(
    (written: string) => {
      show(written);
      drafts.keepDraft(store.id, written);
    },
    [drafts, store.id],
  );
  // What was not sent after all is written again, after what is there.
  useEffect(
    () =>
      store.givenBack((back) => {
        const draft = drafts.draft(store.id);
        setText(draft ? `${draft}\n${back}` : back);
      }),
    [store, drafts, setText],
  );
  return { text, setText };
}
