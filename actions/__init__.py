"""Custom actions, one capability per file: a pure function decides, the Action class speaks rasa_sdk.

answers, quote, related         give an answer, say a part of it, or what people ask next
role, city, inform              ask for or take note of who and where the user is
offer, repeat, several          offer titles, repeat an offer, answer several requests
decline, menu, greet            decline, show the topics, greet
handoff, relay_to_desk, resume  hand over to a person, pass messages on to one, go back to the assistant
staff, request_status, request  say who is there, and how a request stands; take it back
tickets                         keep requests for a person; post them to another system's desk
"""
