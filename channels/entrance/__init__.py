"""Checks each request's host and body headers before the server reads any of it."""
