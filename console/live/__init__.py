"""Live updates: delivery of messages to the Rasa server, hints to browsers, notices to the staff."""
