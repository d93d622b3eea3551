"""The form that a user fills in for the staff, on the chat page or by a one-time link."""
