"""Reads users' messages that did not end well from the tracker store; personal data is masked."""

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from persistence.privacy.retention import retention
from persistence.turns import Turn, turns_since
from understanding.payload import read_payload
from zh.fillers import to_the_point
from zh.fold import fold
from zh.personal import mask

DAY_SECONDS = 86_400

MOST_EVENTS = 50_000
"""How many of the newest events are read."""

LONGEST = 40
"""Characters: a longer message is a story, not a phrasing."""

DECLINED, REFUSED, OTHERWISE = "没有听懂", "给了选项没有选", "答成了别的"

_OUTCOMES = {"decline": DECLINED, "offer": REFUSED, "answer": OTHERWISE}


@dataclass
class RealMessage:
    """A message without personal data and its senders. `ends`: outcome → id of the answer."""

    text: str
    senders: set[str] = field(default_factory=set)
    ends: dict[str, str] = field(default_factory=dict)


def stored_messages(url: str, public: Collection[str], now: float | None = None) -> list[RealMessage]:
    """Return the messages within the time of retention. Raises SQLAlchemyError.

    `public`: what looks like personal data and is the owner's own, as zh.personal takes it.
    """
    since = (time.time() if now is None else now) - retention().days * DAY_SECONDS
    return together(_not_well(turns_since(url, since, MOST_EVENTS)), public)


def together(turns: Iterable[tuple[str, str, str, str]], public: Collection[str]) -> list[RealMessage]:
    """Group equal messages of several people; each turn is (sender, text, outcome, id of the answer)."""
    messages: dict[str, RealMessage] = {}
    for sender, written, outcome, faq_id in turns:
        text = mask(written, public)
        key = fold(to_the_point(text))
        if key and len(text) <= LONGEST:
            message = messages.setdefault(key, RealMessage(" ".join(text.split())))
            message.senders.add(sender)
            message.ends[outcome] = faq_id
    return list(messages.values())


def _not_well(turns: Sequence[Turn]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the turns that did not end well; `turns` are together by their conversations."""
    for turn, after in zip(turns, [*turns[1:], None], strict=False):
        follows = after is not None and after.sender == turn.sender
        taken = turn.outcome == "offer" and follows and _takes(after.text if after else "")
        if turn.outcome in _OUTCOMES and not turn.text.startswith("/") and not taken:
            yield turn.sender, turn.text, _OUTCOMES[turn.outcome], turn.answer


def _takes(written: str) -> bool:
    """Return whether a message chooses one of the offered titles."""
    payload = read_payload(written)
    return payload is not None and payload.intent == "ask"
