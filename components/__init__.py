"""Rasa graph components: one per file; what they compute without Rasa is in understanding/."""
