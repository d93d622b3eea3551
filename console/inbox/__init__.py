"""Requests for a person: lists of them, and who has which."""
