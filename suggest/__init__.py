"""`python -m suggest ID`: proposes phrasings for an answer, each with what it would take from which other answer."""
