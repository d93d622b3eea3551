"""The small form that a user fills in for the staff, on the page and by a one-time link."""
