"""How a message was read, for testers: what was found, in data, and in lines for a terminal."""
