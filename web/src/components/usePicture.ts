// The picture that is about to be sent: chosen, pasted or dropped, seen first, then sent or not.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import type { Assistant } from "../assistant";
import { newId } from "../id";
import { whenPictureComes } from "../pictures/pastedPicture";
import { NotTaken, redrawn } from "../pictures/redrawing";

export interface Chosen {
  // The same for each attempt, so that it arrives once.
  key: string;
  picture: Blob;
  address: string;
  // Nothing was written while it was opened: its buttons may have the focus.
  isAwaited: boolean;
}

const NOBODY = "图片由人工客服查看，请先点击“转人工”，再发送图片。";

// `round`: of the conversation; what was chosen goes with it.
export function usePicture(assistant: Assistant, offered: boolean, round: number) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  // How often it was chosen, or taken back: what takes longer than that is wanted no more.
  const times = useRef(0);

  const cancel = useCallback(() => {
    times.current += 1;
    setProblem("");
    setChosen((before) => {
      if (before) URL.revokeObjectURL(before.address);
      return null;
    });
  }, []);

  const choose = useCallback(async (file: File): Promise<void> => {
    cancel();
    if (!offered) return setProblem(NOBODY);
    const [time, written] = [times.current, inFocus()];
    try {
      const picture = await redrawn(file);
      if (time !== times.current) return;
      setChosen({ key: newId(), picture, address: URL.createObjectURL(picture), isAwaited: inFocus() === written });
    } catch (error) {
      if (time === times.current) setProblem(sentence(error));
    }
  }, [offered, cancel]);

  async function send(): Promise<void> {
    if (!chosen || busy) return;
    const time = times.current;
    setBusy(true);
    setProblem("");
    try {
      await assistant.sendPicture(chosen.picture, chosen.key);
      if (time === times.current) cancel();
    } catch (error) {
      if (time === times.current) setProblem(sentence(error));
    }
    setBusy(false);
  }

  useEffect(cancel, [round, cancel]);
  useEffect(() => whenPictureComes(choose), [choose]);
  return { chosen, problem, busy, choose, cancel, send };
}

// What is written in the field that has the focus.
const inFocus = (): string => (document.activeElement as Partial<HTMLTextAreaElement> | null)?.value ?? "";

const sentence = (error: unknown) => (error instanceof NotTaken ? error.message : "图片没有发出，请再试一次。");
