"""Held-out questions and what the assistant makes of them. Never used for training."""
