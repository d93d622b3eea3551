// A picture in the conversation; a click shows it in its own size. Its place is as large before it is there: nothing moves.

import { useEffect, useState } from "preact/hooks";

import type { Attachment } from "../pictures/attachment";
import { RetryIcon } from "./icons";
import { useTalk } from "./talk";

type Shown = { address: string } | "coming" | "missing";

export function PictureView({ attachment, alt }: { attachment: Attachment; alt: string }) {
  const { assistant } = useTalk();
  const [shown, setShown] = useState<Shown>("coming");
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    setShown("coming");
    assistant.pictures.address(attachment.id).then(
      (address) => wanted && setShown({ address }),
      () => wanted && setShown("missing"),
    );
    return () => {
      wanted = false;
    };
  }, [assistant, attachment.id, round]);
  if (shown === "coming") return <p class="picture wait">图片加载中…</p>;
  if (shown === "missing") {
    return (
      <p class="picture wait">
        图片没有加载出来
        <button class="tool" type="button" onClick={() => setRound(round + 1)}><RetryIcon />重试</button>
      </p>
    );
  }
  return (
    <a class="picture" href={shown.address} target="_blank" rel="noopener noreferrer">
      <img src={shown.address} alt={alt} />
    </a>
  );
}
