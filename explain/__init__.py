"""`make explain TEXT="忘记密码|单位的"` shows how the messages of a conversation are read and answered.

assistant  runs model and actions in this process; nothing is stored
showing    a turn as lines for a terminal, in Chinese
"""
