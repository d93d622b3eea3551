// What a message has in place of words: a picture to look at, a voice message or a video to save.

import { useState, type ReactElement } from "react";

import type { Attachment } from "../../pictures/attachment";

const NAMES = { picture: "图片", voice: "语音", video: "视频" };

interface Props {
  ticket: string;
  attachment: Attachment;
  who: string;
}

export function AttachmentLine({ ticket, attachment, who }: Props): ReactElement {
  const [isMissing, setMissing] = useState(false);
  const address = `api/tickets/${encodeURIComponent(ticket)}/files/${encodeURIComponent(attachment.id)}`;
  const name = NAMES[attachment.kind];
  if (isMissing) return <p className="bubble quiet">{name}没有加载出来，可能已经到期删除</p>;
  if (attachment.kind !== "picture") {
    return (
      <p className="bubble">
        <a href={address} download>
          下载{name}
        </a>
      </p>
    );
  }
  return (
    <a className="picture" href={address} target="_blank" rel="noopener noreferrer">
      <img src={address} alt={`${who}发的图片`} onError={() => setMissing(true)} />
    </a>
  );
}
