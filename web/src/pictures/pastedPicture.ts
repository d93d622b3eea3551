// A picture that is pasted or dropped.

// The first picture among it, else the first file.
function pictureIn(data: DataTransfer | null): File | null {
  const files = [...(data?.files ?? [])];
  return files.find(({ type }) => type.startsWith("image/")) ?? files[0] ?? null;
}

// Calls for each picture that is pasted or dropped anywhere; returns what ends that.
export function whenPictureComes(choose: (file: File) => Promise<void>): () => void {
  const take = (event: Event, data: DataTransfer | null): void => {
    const file = pictureIn(data);
    if (!file) return;
    event.preventDefault();
    void choose(file);
  };
  const paste = (event: ClipboardEvent): void => take(event, event.clipboardData);
  const drop = (event: DragEvent): void => take(event, event.dataTransfer);
  // A browser would open the file in place of the page.
  const over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  document.addEventListener("paste", paste);
  document.addEventListener("drop", drop);
  document.addEventListener("dragover", over);
  return () => {
    document.removeEventListener("paste", paste);
    document.removeEventListener("drop", drop);
    document.removeEventListener("dragover", over);
  };
}
