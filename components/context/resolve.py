"""The order in which a message is looked at."""

from components.context.asking import continuation, fragment, question, topical
from components.context.choosing import by_title, chosen, of_the_offered, titled
from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from components.context.replying import reply, statement
from components.context.resolution import WITH_PERSON, Resolution, Said

STEPS = (chosen, titled, reply, by_title, of_the_offered, statement, fragment, continuation, topical)


def resolve(said: Said, talk: Conversation, known: Knowledge) -> Resolution:
    """Return what `said` means in the conversation: the first step that has something to say decides."""
    if talk.with_person and said.intent != "resume":
        return Resolution(WITH_PERSON)
    found = (step(said, talk, known) for step in STEPS)
    return next((resolution for resolution in found if resolution), None) or question(said, talk, known)
