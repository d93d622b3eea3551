"""Inbox: lists and search of requests for a person; claiming, transferring and closing them.

ticket_handlers             handlers
inbox, search               lists and counts; the search
ticket_json, last_messages  a request as the API has it, with its last message and unread ones
"""
