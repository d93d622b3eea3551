"""`make explain TEXT="…"`: how messages are read, and what they are answered (command line)."""
