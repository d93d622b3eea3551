"""`make suggest ID=…` proposes phrasings for an answer, each with what it would take from which other answer.

proposals                       all proposals, the most useful first
carriers, neighbours, messages  the three sources
exchanging                      own questions with carriers that others use alike, for an answer with few phrasings
closeness, fluency              how close a proposal is to the answer's own questions; whether people would say it
judging                         what the model makes of a proposal
adding, showing                 writes the chosen ones; terminal and JSON
"""
