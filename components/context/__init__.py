"""Resolves a message by its conversation, in pure functions; `components/context_resolver.py` connects them to Rasa."""
