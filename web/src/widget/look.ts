// The assistant's name and colours, as the owner's profile has them.

export interface Look {
  name: string;
  // The owner has a logo, so the launcher does not show the program's own.
  logo: boolean;
  // All three or none: without them the launcher has its own.
  color?: string;
  deep?: string;
  focus?: string;
}
