"""Rasa graph components, one per file, in the order of config.yml. Code that needs no Rasa is in understanding/.

text_normalizer     unifies width, case, script and spelling
faq_classifier      scores each answer and plain intent
outcome_classifier  decides: answer, offer or decline
context_resolver    resolves the message by its conversation, with the pure steps of `context`
requested, announced  find the requests of a message that has several
live_responses      generates responses with the current sentences and titles of the profile
trace               records how a message was read, for testers
"""
