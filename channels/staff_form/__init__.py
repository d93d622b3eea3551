"""The form that a user fills in for the staff, on the chat page or by a one-time link.

linking   sends the link to users without a chat page
page      answers the requests of the form's page
receiver  stores a filled-in form, encrypted, for the staff alone
"""
