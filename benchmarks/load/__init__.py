"""Speed, memory and behaviour under load, each figure by a command of its own: `make bench-load`.

Each module that can be run says so in its docstring, with the page it writes. Shared by them:

users, mix                    users over Socket.IO, and what they say
sides, servers, processes     the assistant and the stock project, started for a measurement
measures, comparison, charts  what is measured, compared and drawn
"""
