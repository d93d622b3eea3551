"""What is left for a person who takes over: tickets, kept in SQL and, if a desk is connected, posted to it."""
