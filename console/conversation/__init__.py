"""One conversation at the desk: reading it, writing replies, files, and the staff form.

talking, attachments, form  handlers
reading, messages, span     a conversation from Rasa's events, as far as its request goes
speaking, cleaning          an agent's message: cleaned, and put into the outbox
files                       pictures, voice and video that the staff may see
"""
