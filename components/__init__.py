"""Rasa graph components, one per file, in the order of config.yml. What needs no Rasa is in understanding/.

text_normalizer     unifies width, case, script and spelling
faq_classifier      scores each answer and plain intent
outcome_classifier  decides: answer, offer or decline
context_resolver    says what the message means in its conversation, by the pure steps of `context`
requested, announced  what a message asks for when it asks several things
live_responses      generates responses with the profile's sentences and titles of now
trace               records how a message was read, for testers
"""
