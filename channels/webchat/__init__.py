"""The web chat over Socket.IO (docs/design/web-chat.md).

input, settings                          WebChatInput, which credentials.yml names, and its settings
events, packet, turns, output            from an event of the socket to a turn and back
turn_line                                which turn begins next when many have come
session_id, session_key, handle          signed ids of sessions, and their key
host_token, host_users, host_role        the platform's own users, by its token
visit, visits, fan_out, shared_presence  open sockets here and at other instances
history, waiting                         what a window shows at its start; the place in the queue
ends, ending, end_pass                   the end of a conversation, also one that is told later
pictures, picture_pass, staff_form       pictures over HTTP; the form for the staff
pressed_buttons, sockets                 buttons that count once; a Socket.IO server that stops
"""
