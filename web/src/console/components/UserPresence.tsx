import { useEffect, useState, type ReactElement } from "react";

import type { UserThere } from "../api/model";
import type { ConversationStore } from "../conversation/ConversationStore";

const APART_MS = 2_500;

// Whether the user of one's own conversation is there, and types: asked again and again while the page is looked at.
export function UserPresence({ store }: { store: ConversationStore }): ReactElement {
  const [there, setThere] = useState<UserThere>({});
  useEffect(() => {
    let isCurrent = true;
    const look = (): void => {
      if (!document.hidden) void store.look().then((found) => isCurrent && setThere(found));
    };
    look();
    const timer = setInterval(look, APART_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [store]);
  return (
    <p className="user-presence quiet small" role="status">
      {words(there)}
    </p>
  );
}

function words({ online, typing }: UserThere): string {
  if (typing) return "对方正在输入…";
  if (online === undefined) return "";
  return online ? "对方在线" : "对方已离开页面，您的回复会留在对话里";
}
