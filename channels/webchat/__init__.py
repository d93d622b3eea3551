"""The web chat: Socket.IO, with sessions that only the server can issue."""
