"""Feedback: whether an answer helped, as users say under it; stored with the answer's id. `make feedback` lists it.

packet, reasons  read a user's feedback; the reasons that they may give
receiver, store  store it for an answer of their own conversation, in SQL
report           the list of `make feedback`, with the conversation up to each answer
"""
