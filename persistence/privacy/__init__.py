"""How long what people said is kept, and what becomes of it when they ask; `python -m records`."""
