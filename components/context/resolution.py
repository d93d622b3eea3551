"""ClassifiedMessage and Resolution: the input and the result of resolving a message; `give` chooses how to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from components.context.conversation import Conversation
from components.context.knowledge import Knowledge
from understanding.labels import FAQ
from zh.reading import Reading, read

BY_ROLE = "nlu_by_role"
BY_CITY = "nlu_by_city"
HANDOFF = "nlu_handoff"
SEVERAL = "nlu_several"
UNSURE = "nlu_unsure"
QUOTE = "nlu_quote"
ACKNOWLEDGED = "nlu_acknowledged"
NO_MORE = "nlu_no_more"
NO_STEPS = "nlu_no_steps"
STAFF = "staff"
COMPLAIN = "complain"
FALLBACK = "nlu_fallback"
REPEAT = "nlu_repeat"
WITH_PERSON = "nlu_with_person"
RESUME = "resume"
CALL = "handoff"
"""The intent of a call for a person; HANDOFF is that of an answer that promises one."""
REQUEST = "request"
WITHDRAW = "withdraw"
CANCEL = "cancel"
PICTURE = "nlu_picture"
INFORM = "inform"
THANK = "thank"
CONTINUE = "continue"
AGAIN = "again"
AFFIRM = "affirm"
DENY = "deny"
HOLD = "hold"
GOODBYE = "goodbye"
NONE_OF_THESE = "none_of_these"
"""Also the intent of 以上都不是, the button under an offer."""


class Entity(NamedTuple):
    """A slot's value and its position in the message; a button's value has no position."""

    value: str
    start: int = 0
    end: int = 0


class Scored(NamedTuple):
    """An answer's id, or a context's name, and its confidence, 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True)
class ClassifiedMessage:
    """The output of the classifiers for a message. `text` is normalized; `confidence` is that of the intent.

    `answers`, `contexts`: its possible meanings, best first; `denied`: the labels that it denies. `in_topic`: the
    answers again, as likely as they are under the topic that is talked about; empty without one. `out_of_scope`,
    `small_talk`: the confidence that it is. `by_clause`: the best label of each clause of the reading, in their order;
    empty for a message of one clause and for a clear one.
    """

    text: str
    intent: str | None
    answers: Sequence[Scored] = ()
    contexts: Sequence[Scored] = ()
    denied: Sequence[str] = ()
    confidence: float = 1.0
    in_topic: Sequence[Scored] = ()
    out_of_scope: float = 0.0
    small_talk: float = 0.0
    by_clause: Sequence[Scored] = ()

    @cached_property
    def reading(self) -> Reading:
        return read(self.text)

    @property
    def sure(self) -> bool:
        """Whether the message clearly asks for an answer."""
        return self.intent in (FAQ, HANDOFF, SEVERAL)

    @property
    def best(self) -> Scored:
        return self.answers[0] if self.answers else Scored("", 0.0)


@dataclass(frozen=True)
class Resolution:
    """The result of resolving a message. `intent`: the new intent, None for no change; `answer`: the answer it means.

    `choices`: the answers to offer. `fragment`: its context. `place`: the place it names, with the possible cities.
    `unclear`: it does not answer the question that was asked. `sentence`: the sentence of the last answer to quote.
    `asks_staff`: in the queue or with a person, it asks for or about staff.
    `asks_request`: it asks about the user's own request. `gives_up`: how it gives that request up (clearly, vaguely, or
    empty for not). `wants`: what it asks about that request. `own_role`: the user's own role where the answer is for
    somebody else's. `asks_more`: it asks for more than the quoted answer says. `by`: the step that decided.
    """

    intent: str | None = None
    answer: str | None = None
    entities: Mapping[str, Entity] = field(default_factory=dict)
    choices: Sequence[str] = ()
    fragment: str | None = None
    place: Mapping[str, Any] | None = None
    unclear: bool = False
    sentence: str = ""
    asks_staff: bool = False
    asks_request: bool = False
    gives_up: str = ""
    wants: Sequence[str] = ()
    own_role: str | None = None
    asks_more: bool = False
    by: str = field(default="", compare=False)


def give(
    id_: str,
    talk: Conversation,
    knowledge: Knowledge,
    entities: Mapping[str, Entity],
    place: Mapping[str, Any] | None = None,
) -> Resolution:
    """Return a resolution that gives the answer `id_`: at once, after asking for the role, or by the city."""
    needs = knowledge.answers[id_]
    if needs.asks == "role" and not (entities.get("role") or talk.role):
        intent = BY_ROLE
    elif "city" in (needs.asks, needs.heeds):
        intent = BY_CITY
    else:
        intent = HANDOFF if needs.promises_person else FAQ
    return Resolution(intent, id_, entities, place=place)
