"""The order in which a message is looked at."""

from components.context.asking import continuation, fragment, question, topical
from components.context.choosing import by_title, chosen, of_the_offered, titled
from components.context.conversation import GESTURE, Conversation
from components.context.knowledge import Knowledge
from components.context.replying import reply, statement
from components.context.resolution import THANK, WITH_PERSON, Resolution, Said
from zh.gestures import Gesture, gesture


def gestured(said: Said, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Resolve a message without words; what is friendly thanks after an answer."""
    found = gesture(said.text)
    if found is None:
        return None
    return Resolution(THANK if found is Gesture.THANKS and talk.answered else GESTURE)


STEPS = (gestured, chosen, titled, reply, by_title, of_the_offered, statement, fragment, continuation, topical)


def resolve(said: Said, talk: Conversation, known: Knowledge) -> Resolution:
    """Return what `said` means in the conversation: the first step that has something to say decides."""
    if talk.with_person and said.intent != "resume":
        return Resolution(WITH_PERSON)
    found = (step(said, talk, known) for step in STEPS)
    return next((resolution for resolution in found if resolution), None) or question(said, talk, known)
