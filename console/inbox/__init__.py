"""Inbox: lists and search of requests for a person; claiming, transferring and closing them."""
