"""The assistant over plain HTTP, for other programs."""
