"""Feedback: whether an answer helped, as users say under it; stored with the answer's id."""
