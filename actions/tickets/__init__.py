"""Tickets for the person who takes over: kept in SQL and, if another system's desk is connected, posted to it.

desk               what actions call
ticket, store      the tickets and their table
webhook, delivery  packets for another system's desk
delayed_retry      writes that the database refused
"""
