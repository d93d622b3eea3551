"""What a user said and was shown against what is stored and what a history brings: lost, doubled, out of order."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy
from sqlalchemy.pool import NullPool

from channels.webchat.history import MOST_MESSAGES

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """One user. `said`: ids of messages whose turns have ended, in their order; `shown`: ids of the assistant's, in
    their order; `history`: ids of both, as an instance brings them.
    """

    said: Sequence[str]
    shown: Sequence[str]
    history: Sequence[str]


@dataclass
class Faults:
    """Ids. `forgotten`: shown to the user and not stored; `unknown`: said and not stored; `doubled`: stored more than
    once; `unanswered`: nothing was said to it; `shuffled`: in another order; `missing`: stored, not in a history.
    """

    forgotten: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    shuffled: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def lost(self) -> int:
        return len(self.forgotten) + len(self.unknown) + len(self.unanswered) + len(self.missing)

    def __bool__(self) -> bool:
        return any(vars(self).values())


def stored(database: str, sender: str) -> list[Event]:
    """Return a conversation's events in the order of writing."""
    engine = sqlalchemy.create_engine(database, poolclass=NullPool)
    asked = sqlalchemy.text("SELECT data FROM events WHERE sender_id = :sender ORDER BY id")
    with engine.connect() as connection:
        return [json.loads(data) for data in connection.execute(asked, {"sender": sender}).scalars()]


def said_in(events: Sequence[Event]) -> list[str]:
    return [str(event["message_id"]) for event in events if event["event"] == "user" and event.get("message_id")]


def shown_in(events: Sequence[Event]) -> list[str]:
    return [_bot_id(event) for event in events if event["event"] == "bot"]


def faults(seen: Seen, events: Sequence[Event]) -> Faults:
    """Lay the three views side by side."""
    said, shown = said_in(events), shown_in(events)
    times = Counter([*said, *shown])
    all_ids = [_id(event) for event in events if event["event"] in ("user", "bot")]
    return Faults(
        forgotten=[id_ for id_ in seen.shown if id_ not in times],
        unknown=[id_ for id_ in seen.said if id_ not in times],
        doubled=[id_ for id_, count in times.items() if count > 1],
        unanswered=_unanswered(events),
        shuffled=_shuffled(seen.said, said) + _shuffled(seen.shown, shown),
        missing=[id_ for id_ in all_ids[-MOST_MESSAGES:] if id_ not in set(seen.history)],
    )


def _unanswered(events: Sequence[Event]) -> list[str]:
    spoken = [event for event in events if event["event"] in ("user", "bot")]
    following = [*spoken[1:], None]
    return [_id(one) for one, then in zip(spoken, following, strict=True)
            if one["event"] == "user" and (then is None or then["event"] == "user")]  # fmt: skip


def _shuffled(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return the first id at which the order of those in both differs."""
    first, second = list(dict.fromkeys(one)), list(dict.fromkeys(other))
    in_first, in_second = [i for i in first if i in set(second)], [i for i in second if i in set(first)]
    return next(([mine] for mine, its in zip(in_first, in_second, strict=True) if mine != its), [])


def _id(event: Event) -> str:
    return str(event.get("message_id")) if event["event"] == "user" else _bot_id(event)


def _bot_id(event: Event) -> str:
    return f"bot-{round(float(event['timestamp']) * 1_000_000)}"
