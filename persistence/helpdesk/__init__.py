"""The built-in desk's tables: who has which conversation, who is there, and what users are to be told."""
