"""Answers for agents: search of the FAQ by meaning, suggestions, and canned replies."""
