// A picture, a voice message or a video of a message; the server has it under this id.

export interface Attachment {
  id: string;
  kind: "picture" | "voice" | "video";
}

// What stands in place of a picture where only text is shown.
export const PICTURE = "[图片]";

// What the server gives for a picture that was sent: its id, and that it belongs to this conversation.
export const referred = (reference: string): Attachment => ({ id: reference.split(".")[0] ?? "", kind: "picture" });
