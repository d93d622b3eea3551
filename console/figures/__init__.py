"""How long users wait and what becomes of their requests."""
