"""Rasa graph components: one per file, and the pure model they share."""
