// The picture that is about to be sent: chosen, pasted or dropped, seen first, then sent or not.

import { useCallback, useEffect, useState } from "preact/hooks";

import type { Assistant } from "../assistant";
import { newId } from "../id";
import { whenGiven } from "../pictures/given";
import { NotTaken, redrawn } from "../pictures/redrawing";

interface Chosen {
  // The same for each attempt, so that it arrives once.
  key: string;
  picture: Blob;
  address: string;
}

const NOBODY = "图片由人工客服查看，请先点击“转人工”，再发送图片。";

export function usePicture(assistant: Assistant, offered: boolean) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);

  const cancel = useCallback(() => {
    setProblem("");
    setChosen((before) => {
      if (before) URL.revokeObjectURL(before.address);
      return null;
    });
  }, []);

  const choose = useCallback(async (file: File): Promise<void> => {
    cancel();
    if (!offered) return setProblem(NOBODY);
    try {
      const picture = await redrawn(file);
      setChosen({ key: newId(), picture, address: URL.createObjectURL(picture) });
    } catch (error) {
      setProblem(sentence(error));
    }
  }, [offered, cancel]);

  async function send(): Promise<void> {
    if (!chosen || busy) return;
    setBusy(true);
    setProblem("");
    try {
      await assistant.sendPicture(chosen.picture, chosen.key);
      cancel();
    } catch (error) {
      setProblem(sentence(error));
    }
    setBusy(false);
  }

  useEffect(() => whenGiven(choose), [choose]);
  return { chosen, problem, busy, choose, cancel, send };
}

const sentence = (error: unknown) => (error instanceof NotTaken ? error.message : "图片没有发出，请再试一次。");
