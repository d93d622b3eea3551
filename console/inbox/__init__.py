"""Inbox: lists and search of requests for a person; claiming, transferring and closing them.

taking                handlers
inbox, searching      lists and counts; the search
shown, last_messages  a request as the API has it, with its last message and unread ones
"""
