// A chosen file becomes a smaller picture without anything that the file holds beside its pixels (place, camera).

export const LARGEST = 8 * 1024 * 1024;
export const TYPES = ["image/png", "image/jpeg", "image/webp"];
const LONGEST_SIDE = 2048;
const MOST_PIXELS = 100_000_000;
const QUALITY = 0.9;

// Its message is the sentence for the user.
export class NotTaken extends Error {}

// Says why a file is not even opened, null where it may be.
export function objection({ type, size }: { type: string; size: number }): string | null {
  if (!TYPES.includes(type)) return "这个文件不是图片，请选择 PNG、JPEG 或 WebP 格式的图片。";
  return size > LARGEST ? "图片太大，请选择 8 MB 以内的图片。" : null;
}

// As large as it may be, in the same proportion.
export function fitted(width: number, height: number): [number, number] {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

export async function redrawn(file: Blob): Promise<Blob> {
  const why = objection(file);
  if (why) throw new NotTaken(why);
  const address = URL.createObjectURL(file);
  try {
    return await drawn(await opened(address), file);
  } finally {
    URL.revokeObjectURL(address);
  }
}

function opened(address: string): Promise<HTMLImageElement> {
  return new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => failed(new NotTaken("图片打不开，可能没有保存完整，请重新截图或换一张再发。"));
    image.src = address;
  });
}

async function drawn(image: HTMLImageElement, file: Blob): Promise<Blob> {
  const { naturalWidth, naturalHeight } = image;
  if (naturalWidth * naturalHeight > MOST_PIXELS) throw new NotTaken("图片的尺寸太大，请截取需要的部分，或缩小后再发。");
  const [width, height] = fitted(naturalWidth, naturalHeight);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  // A browser that has no memory for it: the server draws it anew in any case.
  if (!context) return file;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return made ?? file;
}
