"""The way back from the people behind the assistant."""
