"""The order in which a message is looked at."""

from dataclasses import replace

from components.context.asking import continuation, fragment, question, returned, topical
from components.context.choosing import by_title, chosen, of_the_offered, titled
from components.context.conversation import GESTURE, Conversation
from components.context.knowledge import Knowledge
from components.context.last_answer import acknowledged, complained, quoted, waiting_for_staff
from components.context.replying import reply, statement
from components.context.resolution import THANK, WITH_PERSON, Resolution, Said
from understanding.labels import answer_label
from zh.gestures import Gesture, gesture


def gestured(said: Said, talk: Conversation, known: Knowledge) -> Resolution | None:
    """Resolve a message without words; what is friendly thanks after an answer."""
    found = gesture(said.text)
    if found is None:
        return None
    return Resolution(THANK if found is Gesture.THANKS and talk.answered else GESTURE)


STEPS = (
    *(gestured, chosen, waiting_for_staff, titled, reply, by_title, of_the_offered, statement, returned),
    *(fragment, continuation, complained, acknowledged, quoted, topical),
)

BY_PERSON = "with_person"
"""What decides while a person has the conversation."""


def resolve(said: Said, talk: Conversation, known: Knowledge) -> Resolution:
    """Return what `said` means in the conversation: the first step that has something to say decides, and is named."""
    if talk.with_person and said.intent != "resume":
        return Resolution(WITH_PERSON, by=BY_PERSON)
    if talk.waiting and answer_label(talk.waiting.about) in said.denied:
        # 我没说注册: nobody wants it any more.
        talk = replace(talk, waiting=None, asked=None)
    for step in STEPS:
        resolution = step(said, talk, known)
        if resolution:
            return replace(resolution, by=step.__name__)
    return replace(question(said, talk, known), by=question.__name__)
