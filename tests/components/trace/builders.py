"""Readings of messages with a classifier that knows a few words."""

from collections.abc import Sequence

from components.context.conversation import Conversation
from components.context.resolution import ClassifiedMessage, Resolution, Scored
from components.context.resolve import resolve
from components.trace.reading import MessageRead, message_read
from tests.components.context.builders import KNOWN, after
from understanding.denials import denied
from understanding.gist import placeless
from understanding.labels import FAQ, answer_label
from understanding.ranking import LookedUp, Ranked
from zh.reading import read

WORDS = {"密码": "password_recover", "注册": "registration_how", "证书": "certificate_print"}


def rank(text: str) -> Sequence[Ranked]:
    found = [Ranked(answer_label(id_), 0.9) for word, id_ in WORDS.items() if word in text]
    return [*found, Ranked("out_of_scope", 0.02)]


def heard(text: str, talk: Conversation | None = None, intent: str = FAQ, requests: Sequence[str] = ()) -> MessageRead:
    """Read a normalized text as the pipeline does."""
    reading, looked_up = read(text), LookedUp(rank, 0.6, 0.75)
    denial = denied(reading, looked_up, {}, 0.6)
    looked_up.parts = [placeless(part.text) for part in reading.parts(denial.clauses)]
    looked_up.whole = placeless(reading.without(denial.clauses))
    for part in (looked_up.whole, *looked_up.parts):
        looked_up(part)
    answers = [Scored(id_, 0.9) for word, id_ in WORDS.items() if word in looked_up.whole]
    message = ClassifiedMessage(text, intent, answers, (), sorted(denial.labels))
    talk = talk or after()
    return message_read(message, looked_up, requests, talk, KNOWN, resolve(message, talk, KNOWN))


def pressed(resolution: Resolution) -> MessageRead:
    """Return the reading of a button's payload."""
    return message_read(ClassifiedMessage('/ask{"faq_id": "x"}', "ask"), None, (), after(), KNOWN, resolution)
