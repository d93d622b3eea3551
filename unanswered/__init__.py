"""`make unanswered` lists what users asked and were not answered, in groups; `make teach` adds a phrasing to an answer.

messages, stored           which messages were not answered, read from the database
current_model              what the present model answers to a message
grouping, joining          groups by meaning, and groups that want the same
listing, showing           order, figures, terminal and page
teach, phrasing, overlaps  a phrasing is checked, added, and compared with its neighbours
estimate                   what it is likely to take from other answers, without a training
deciding, notes            what people decided about groups
"""
