"""Which answer a text is about, with a confidence: model, training, ranking. Knows no Rasa; imports zh only."""
