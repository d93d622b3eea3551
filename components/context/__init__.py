"""What a message means in the conversation it stands in. Pure; `components/context_resolver.py` speaks Rasa."""
