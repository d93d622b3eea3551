"""Tickets for the person who takes over: kept in SQL and, if another system's desk is connected, posted to it."""
