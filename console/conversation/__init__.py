"""One conversation at the desk: reading it, writing replies, files, and the staff form.

conversation_handlers, attachment_handlers, form_handlers  handlers
conversations, messages, ticket_events                     a conversation from Rasa's events, as far as its request goes
agent_outbox, cleaning                                     an agent's message: cleaned, and put into the outbox
files                                                      pictures, voice and video that the staff may see
"""
