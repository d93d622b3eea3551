"""Checks users' messages before they become turns: rate, repeats, length, personal data, buttons.

    guard = Guard(RateLimiter(limits(settings)))
    refusal = await guard.too_fast(conversation, address)
    read = read_text(text, payload_intents, public)     # personal data is masked; only buttons are commands

guard                                       decides whether a message may become a turn, and counts why not
rate_limit, window_storage, shared_windows  how often, in one process or in all that share a Redis
user_text, issued_buttons                   cleaned text; only buttons that were shown work as commands
personal_notice                             asks users not to send personal data
repeated_messages                           messages that a client sends again
senders                                     names from outside that hold personal data
"""
