"""Live updates: delivery of messages to the Rasa server, hints to browsers, notices to the staff.

poller, changes     looks for what other processes wrote
delivery, endpoint  delivers the outbox to the Rasa server, signed
hub, stream         hints for open pages
staff_notices       mail or a group chat's bot, for requests that nobody claimed
form_expiry         deletes forms of closed requests
presence_handler    handler: whether the user is there
"""
