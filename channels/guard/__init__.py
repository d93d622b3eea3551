"""The guard in front of the channels: what of a user's message may enter, and how often."""
