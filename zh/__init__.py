"""Functions for Chinese text: spelling, sounds, clauses, places, roles, personal data. Every package may import them.

fold, pinyin, ngrams                    spelling, sounds, and the pieces a classifier learns from
clauses, acts, reading                  split a message into clauses: what each does, whose role and place it names
roles, places, states                   find who and where the user is, and the state of their account
fillers, gestures, ordinals, questions  remove courtesies; recognise emoji messages, choices by number, questions
passages                                split an answer into clauses
typed_slash                             a "/" that was typed, which is no command
personal                                finds personal data (docs/guide/privacy.md)
"""
