"""Shows testers how a message was read: as JSON data and as lines for a terminal."""
