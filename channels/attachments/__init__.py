"""Attachments of users: checks whether a conversation accepts pictures; the channels themselves receive them.

policy  AttachmentPolicy: a person has or is asked for the conversation, or an answer asks for a picture
"""
