import App from "antd/es/app";
import { useCallback, useRef, useState } from "react";

import { sentence } from "../api/api";

// Runs one thing at a time, so that a second click does nothing; says what went wrong.
export function useOnce(): [boolean, (act: () => Promise<unknown>) => Promise<boolean>] {
  const [busy, setBusy] = useState(false);
  const running = useRef(false);
  const { message } = App.useApp();
  const run = useCallback(
    async (act: () => Promise<unknown>) => {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      try {
        await act();
        return true;
      } catch (error) {
        void message.warning(sentence(error));
        return false;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [message],
  );
  return [busy, run];
}
