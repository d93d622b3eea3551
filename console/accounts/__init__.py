"""Who works at the desk: passwords, sessions, invitations, the record of who did what."""
