"""Accounts of the staff: passwords, sessions, invitations, administration and the audit."""
