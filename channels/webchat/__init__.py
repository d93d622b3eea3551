"""The web chat over Socket.IO: events, turns, sessions signed by the server, history, pictures and presence."""
