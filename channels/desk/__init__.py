"""Receives the messages and events that a helpdesk sends back, and shows them to the user (docs/design/handoff.md).

input                                   DeskInput, the webhook that credentials.yml names
packet, deliveries                      read and verify a packet; recognise one that was delivered before
packet_handler, desk_message            carry a packet out after the running turns; what the user reads
last_channel, user_presence             the channel a user used last; who is online and typing
open_tickets, attendance                whether a conversation waits for a person; whether agents are there
pauses, pause_ends, unattended_tickets  until when a person has a conversation; back to the assistant
periodic                                a check that runs every few seconds
attachments                             users' pictures for a helpdesk of another system
"""
