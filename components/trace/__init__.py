"""Shows testers how a message was read: as JSON data and as lines for a terminal.

reading  collects what the pipeline found in a message, as data
layout   lays it out as Chinese lines
hiding   masks personal data in texts that were made from pieces of the message
"""
