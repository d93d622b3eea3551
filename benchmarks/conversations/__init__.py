"""Simulated users talk to the assistant, and a judge counts what they got: `make bench-conversations`.

bench, report                   the command; docs/benchmarks/conversations.md
world, goals, ways, speaker     what users can want and how they say it
player, conversation, messages  one user's conversation
judge, record, figures          what each turn was worth; counts
assistant                       the server that is talked to
"""
