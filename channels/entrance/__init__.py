"""Checks each request's host and body headers before the server reads any of it.

input    EntranceInput, which credentials.yml names
lengths  how long a body may be, by its path
"""
