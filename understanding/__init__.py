"""Finds the answers that a text may be about, with confidences. Independent of Rasa; imports owner and zh only.

ranking, requests                        rank the labels of a message; find several requests in one message
signs                                    combine the signs (evidence) for each label
answer_model, answer_texts, label_model  compute signs from examples, from answers' texts, and by a linear classifier
word_space, meaning_space, encoder       represent texts as n-grams and as vectors of a sentence encoder
confidence                               turns signs into confidences
answer_training, label_training          train the models
denials, gist, last_answer               find what is denied, what is asked, what is about the last answer
responses, labels, intent_names          fill in responses; name answers in Rasa, and intents for people
"""
