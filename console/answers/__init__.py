"""Answers for agents: search of the FAQ by meaning, suggestions, and canned replies.

answer_handlers  handlers
nearest          the answers whose questions are nearest in meaning
suggestions      what is proposed for a user's message
texts            the answers and their questions, as generated
canned           replies that agents use often
"""
