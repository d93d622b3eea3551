// A random UUID of version 4: by that the server knows that digits in a row in it are nobody's number.
// (crypto.randomUUID exists on encrypted pages only; a test installation may have none.)
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const at = (index: number, keep: number, set: number) => void (bytes[index] = ((bytes[index] ?? 0) & keep) | set);
  at(6, 0x0f, 0x40);
  at(8, 0x3f, 0x80);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
