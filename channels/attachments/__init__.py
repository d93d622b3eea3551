"""Pictures, voice and video that users send: who may send them, and how they stand in a conversation."""
