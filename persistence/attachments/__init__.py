"""Pictures, voice and video of a conversation: checked, written anew, kept for the two sides of it."""
