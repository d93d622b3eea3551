"""Fills a database with agents and made conversations, to look at the desk and to test it in a browser."""
