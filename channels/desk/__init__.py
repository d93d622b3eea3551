"""Receives the messages and events that a helpdesk sends back, and shows them to the user."""
