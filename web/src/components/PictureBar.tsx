// The way to send a picture: the buttons where one is wanted, what was chosen, and why it can't be sent.

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import { TYPES } from "../pictures/redrawing";
import { CameraIcon, PictureIcon } from "./icons";
import type { Chosen, usePicture } from "./usePicture";

interface Props {
  picture: ReturnType<typeof usePicture>;
  // Opened by the button of an answer as well.
  field: RefObject<HTMLInputElement>;
}

export function PictureButtons({ picture, field }: Props) {
  const camera = useRef<HTMLInputElement>(null);
  if (picture.chosen) return null;
  return (
    <>
      <button class="chip" type="button" onClick={() => field.current?.click()}><PictureIcon />发送图片</button>
      <button class="chip camera" type="button" onClick={() => camera.current?.click()}><CameraIcon />拍照</button>
      <input ref={camera} class="unseen" type="file" tabIndex={-1} aria-hidden="true" accept="image/*" capture="environment"
        onChange={(event) => take(event.currentTarget, picture.choose)} />
    </>
  );
}

export function PictureBar({ picture, field }: Props) {
  const { chosen, problem } = picture;
  return (
    <div class="pictures">
      <input ref={field} class="unseen" type="file" tabIndex={-1} aria-hidden="true" accept={TYPES.join()}
        onChange={(event) => take(event.currentTarget, picture.choose)} />
      {chosen && <Preview chosen={chosen} picture={picture} />}
      <p class="hint" role="alert">{problem}</p>
    </div>
  );
}

function Preview({ chosen: { address, isAwaited }, picture }: { chosen: Chosen; picture: Props["picture"] }) {
  const yes = useRef<HTMLButtonElement>(null);
  // Who writes on would send it with the next Enter.
  useLayoutEffect(() => { if (isAwaited) yes.current?.focus(); }, [address, isAwaited]);
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    picture.cancel();
  };
  return (
    <div class="preview" role="group" aria-label="要发送的图片" onKeyDown={press}>
      <img src={address} alt="要发送的图片" />
      <div>
        <p>请不要发送身份证等证件照片；截图里的身份证号、手机号请先遮住。</p>
        <button class="chip send-picture" type="button" ref={yes} aria-disabled={picture.busy} onClick={() => void picture.send()}>
          {picture.busy ? "正在发送…" : "发送这张图片"}
        </button>
        <button class="chip" type="button" onClick={picture.cancel}>取消</button>
      </div>
    </div>
  );
}

function take(field: HTMLInputElement, choose: (file: File) => Promise<void>): void {
  const [file] = field.files ?? [];
  // The same file may be chosen again.
  field.value = "";
  if (file) void choose(file);
}
