"""What a message says, what was found out about it, and how an answer is given."""

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
NO_STEPS = "nlu_no_steps"
STAFF = "staff"
COMPLAIN = "complain"
FALLBACK = "nlu_fallback"
REPEAT = "nlu_repeat"
WITH_PERSON = "nlu_with_person"
RESUME = "resume"
REQUEST = "request"
WITHDRAW = "withdraw"
CANCEL = "cancel"
PICTURE = "nlu_picture"
INFORM = "inform"
THANK = "thank"
CONTINUE = "continue"
AGAIN = "again"


class Entity(NamedTuple):
    """A slot's value and where the message says it; a button says it nowhere."""

    value: str
    start: int = 0
    end: int = 0


class Scored(NamedTuple):
    """An answer's id, or a context's name, and its confidence, 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True)
class ClassifiedMessage:
    """A message as the classifiers left it: normalized text, intent, the answers and contexts it may mean, the labels
    of what it denies, the confidence of its intent.
    """

    text: str
    intent: str | None
    answers: Sequence[Scored] = ()
    contexts: Sequence[Scored] = ()
    denied: Sequence[str] = ()
    confidence: float = 1.0

    @cached_property
    def reading(self) -> Reading:
        return read(self.text)

    @property
    def sure(self) -> bool:
        """Whether it clearly asks for an answer."""
        return self.intent in (FAQ, HANDOFF, SEVERAL)

    @property
    def best(self) -> Scored:
        return self.answers[0] if self.answers else Scored("", 0.0)


@dataclass(frozen=True)
class Resolution:
    """What becomes of a message. `intent` None: it stays as it is; `answer`: the answer it is about; `choices`: the
    answers to offer; `fragment`: the context it was about; `place`: the place it names, with the cities that may be;
    `unclear`: it does not answer what was asked; `sentence`: of the last answer, which is to be said again;
    `asks_staff`: said to a person or in the queue, it asks for one or about them; `asks_request`: it asks about the
    user's own request; `gives_up`: how it gives that up, clearly, vaguely or (empty) not at all; `by`: the step that
    decided.
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
    by: str = field(default="", compare=False)


def give(
    id_: str,
    talk: Conversation,
    known: Knowledge,
    entities: Mapping[str, Entity],
    place: Mapping[str, Any] | None = None,
) -> Resolution:
    """Return how the answer `id_` is given: at once, after a question, or by the city."""
    needs = known.answers[id_]
    if needs.asks == "role" and not (entities.get("role") or talk.role):
        intent = BY_ROLE
    elif "city" in (needs.asks, needs.heeds):
        intent = BY_CITY
    else:
        intent = HANDOFF if needs.promises_person else FAQ
    return Resolution(intent, id_, entities, place=place)
