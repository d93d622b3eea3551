"""Finds the messages that were not answered, by signs defined here and in docs/design/unanswered.md."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from persistence.turns import Turn, bot_message_id
from understanding.labels import ASKS_NOTHING
from understanding.payload import FAQ_ID, read_payload
from zh.ordinals import ordinal
from zh.personal import mask

BELONGS = 3_600.0
"""Seconds after which a message no longer answers the one before it."""


class Sign(str, Enum):
    """A sign that a message was not answered."""

    DECLINED = "没有听懂"
    REFUSED = "选项都不是"
    UNTAKEN = "选项没有选"
    UNHELPFUL = "评价没帮助"
    HANDED_OVER = "随后转人工"


NO_HELP = frozenset({"none_of_these", "deny"})
"""Intents of messages that reject the reply before."""

NO_QUESTION = ASKS_NOTHING | {
    "ask", "complain", "inform", "nlu_acknowledged", "nlu_denied", "nlu_gesture", "nlu_picture", "nlu_repeat",
    "nlu_with_person",
}  # fmt: skip
"""Intents of messages that ask nothing which an answer of the FAQ would answer."""

REPLIED = frozenset({"answer", "ask", "offer", "decline"})
"""Outcomes of a question. Small talk has another outcome, and a turn with a person has none."""


@dataclass(frozen=True)
class Rating:
    """The feedback 没帮助 and its reason, for the message with this id."""

    conversation: str
    message: str
    faq_id: str
    reason: str | None


@dataclass(frozen=True)
class Unanswered:
    """A message without personal data; `at` in seconds since 1970.

    `answers`: the ones that did not help. `reasons`: why not, as the user chose.
    """

    sender: str
    at: float
    text: str
    signs: frozenset[Sign]
    answers: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()


def is_typed(turn: Turn) -> bool:
    """Return whether the user typed it; a button's payload and an empty message are not typed."""
    return bool(turn.text.strip()) and not turn.text.startswith("/")


@dataclass(frozen=True)
class MessageSign:
    """A sign, found in one turn, about the message at index `place`."""

    place: int
    sign: Sign
    answers: frozenset[str] = frozenset()
    reason: str | None = None


def unanswered(
    turns: Sequence[Turn], ratings: Iterable[Rating], public: Collection[str], current: Callable[[str], str]
) -> list[Unanswered]:
    """Return the messages that were not answered, the earliest first; `turns` are together by their conversations.

    `public`: what looks like personal data and is the owner's own, as zh.personal takes it. `current` maps an
    answer's earlier id to its present one.
    """
    rated = {(rating.conversation, rating.message): rating for rating in ratings}
    evidence: dict[int, list[MessageSign]] = defaultdict(list)
    for at in range(len(turns)):
        for sign in (*_evidence(turns, at), *_rated(turns, at, rated)):
            evidence[sign.place].append(sign)
    messages = [_message(turns[place], ones, public, current) for place, ones in evidence.items()]
    return sorted(messages, key=lambda message: (message.at, message.sender, message.text))


def _message(
    turn: Turn, evidence: Sequence[MessageSign], public: Collection[str], current: Callable[[str], str]
) -> Unanswered:
    text = " ".join(mask(turn.text, public).split())
    signs = frozenset(sign.sign for sign in evidence)
    answers = frozenset(current(id_) for sign in evidence for id_ in sign.answers)
    return Unanswered(
        turn.sender, turn.at, text, signs, answers, tuple(sign.reason for sign in evidence if sign.reason)
    )


def _evidence(turns: Sequence[Turn], at: int) -> Iterator[MessageSign]:
    turn = turns[at]
    if turn.outcome == "decline" and not turn.reason and is_question(turn):
        yield MessageSign(at, Sign.DECLINED)
    if turn.outcome == "offer" and is_question(turn):
        after = _next(turns, at)
        if after is not None and after.intent in NO_HELP:
            yield MessageSign(at, Sign.REFUSED)
        elif after is None or not after.answers & _offered(turn):
            yield MessageSign(at, Sign.UNTAKEN)
    if turn.outcome == "handoff" and turn.intent != "nlu_handoff":
        place = _question(turns, at)
        if place is not None:
            yield MessageSign(
                place, Sign.HANDED_OVER, frozenset(id_ for turn in turns[place:at] for id_ in turn.answers)
            )
        if place == at:
            # The third miss in a row hands over: this one was not understood either.
            yield MessageSign(at, Sign.DECLINED)


def _rated(turns: Sequence[Turn], at: int, rated: Mapping[tuple[str, str], Rating]) -> Iterator[MessageSign]:
    turn = turns[at]
    for reply in turn.replies:
        rating = rated.get((turn.sender, bot_message_id(reply.at)))
        place = _question(turns, at) if rating else None
        if rating and place is not None:
            yield MessageSign(place, Sign.UNHELPFUL, frozenset({rating.faq_id}), rating.reason)


def is_asked(turn: Turn) -> bool:
    """Return whether the user typed a question; the number of a button is none."""
    return is_typed(turn) and turn.intent not in NO_QUESTION and ordinal(turn.text) is None


def is_question(turn: Turn) -> bool:
    """Return whether it is a question and got the outcome of a question."""
    return is_asked(turn) and turn.outcome in REPLIED


def _question(turns: Sequence[Turn], at: int) -> int | None:
    """Return the index of the last question of the same hour up to the turn at `at`, inclusive."""
    turn = turns[at]
    if is_asked(turn) and turn.outcome in (*REPLIED, "handoff"):
        return at
    for place in range(at - 1, -1, -1):
        if turns[place].sender != turn.sender or turn.at - turns[place].at > BELONGS:
            return None
        if is_question(turns[place]):
            return place
    return None


def _next(turns: Sequence[Turn], at: int) -> Turn | None:
    """Return the next turn of the conversation, if it came within the hour."""
    after = turns[at + 1] if at + 1 < len(turns) else None
    same = after is not None and after.sender == turns[at].sender and after.at - turns[at].at <= BELONGS
    return after if same else None


def _offered(turn: Turn) -> frozenset[str]:
    payloads = filter(None, map(read_payload, turn.payloads))
    return frozenset(payload.texts[FAQ_ID] for payload in payloads if FAQ_ID in payload.texts)
