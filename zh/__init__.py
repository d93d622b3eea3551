"""Chinese text: folding, sounds, clauses, places, roles, personal data. Pure functions that every package may import.

fold, pinyin, ngrams                    spelling, sounds, and the pieces a classifier learns from
clauses, acts, reading                  a message by its clauses: what each does, whose role and place it names
roles, places, states                   who and where the user is, and how their account stands
fillers, gestures, ordinals, questions  courtesies, messages without words, choices by number
passages                                the clauses of an answer
personal                                finds personal data (docs/guide/privacy.md)
"""
