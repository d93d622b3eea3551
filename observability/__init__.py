"""Metrics, logs and request ids of the processes that serve. Knows no Rasa."""
