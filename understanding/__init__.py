"""Which answer a text is about, with a confidence: model, training, ranking. Knows no Rasa; imports owner and zh only.

ranking, requests                        the labels a message may have; several requests in one message
signs                                    what speaks for each label, put together
answer_model, answer_texts, label_model  the signs of examples, of answers' texts, of the border
word_space, meaning_space, encoder       n-grams, vectors, and the sentence encoder behind them
confidence                               signs -> how likely each label is meant
answer_training, label_training          train the models
denials, gist, last_answer               what is denied, what is asked, what is about the last answer
responses, labels                        responses as they are served; how answers are named in Rasa
"""
