// The assistant's name and colours, as the owner's profile has them.

export interface Look {
  name: string;
  // All three or none: without them the launcher has its own.
  color?: string;
  deep?: string;
  focus?: string;
}
