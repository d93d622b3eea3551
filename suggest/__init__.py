"""`make suggest ID=…` proposes phrasings for an answer, each with what it would take from which other answer.

proposals                       all proposals, the most useful first
carriers, neighbours, messages  the three sources
judging, fluency                what the model makes of a proposal; whether people would say it
adding, showing                 writes the chosen ones; terminal and JSON
"""
