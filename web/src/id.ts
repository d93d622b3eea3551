// A random UUID (version 4) without its dashes: an id of any other form is not taken by the server where its digits look
// like somebody's number, and its message would be said again at the next visit.
// crypto.randomUUID exists on encrypted pages only; a test installation may have none.
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
