"""Attachments of users: checks whether a conversation accepts pictures."""
