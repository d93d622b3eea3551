"""Tickets for the person who takes over: kept in SQL and, if another system's desk is connected, posted to it.

ticket and store: the tickets and their table; desk: what actions call; webhook and delivery: packets for another
system's desk; later: writes that the database refused.
"""
