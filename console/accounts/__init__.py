"""Accounts of the staff: passwords, sessions, invitations, administration and the audit.

session_handlers, password_handlers, admin_handlers  handlers: signing in and out, passwords, administration
staff, agent                                         accounts in the database; one member of the staff
sessions, invitations                                who is signed in; links by which accounts begin
passwords, weak_passwords, sign_in_limit             Argon2, passwords that are guessed, attempts that are limited
audit, acts                                          who did what, and how it is shown
"""
