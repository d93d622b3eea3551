"""The figures of the desk, computed from requests. What each is stands in docs/guide/desk.md."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from owner.open_now import CHINA

AGAIN = timedelta(hours=24)
"""Who asks again within this time of the end has not been helped."""

PUT_BACK = "-"
"""The row of requests that somebody took and put back, and that nobody has; "" is that of those nobody ever took."""

UNNAMED = {"": "无人接待", PUT_BACK: "放回后无人接待"}
NO_TOPIC = "未分类"

BY_AGENT = ("solved", "unsolved", "assistant")


@dataclass(frozen=True)
class PersonRequest:
    """One request for a person; `waiting_since`: since when somebody is there to take it, None for never."""

    conversation: str
    topic: str | None
    agent: str | None
    opened: datetime
    waiting_since: datetime | None
    claimed_at: datetime | None
    first_reply_at: datetime | None
    closed: datetime | None
    ended: str | None

    @property
    def given_up(self) -> bool:
        """Whether it ended, by the user or by itself, while nobody had it: also after an agent had put it back."""
        return self.closed is not None and self.agent is None and self.ended not in BY_AGENT

    @property
    def row(self) -> str:
        """The key of the row of agents in which it stands."""
        return self.agent or (PUT_BACK if self.claimed_at else "")

    @property
    def waited(self) -> tuple[datetime | None, datetime | None]:
        """From asking to the first agent. Who asked while nobody was there, and waits only since, is not measured."""
        since, until = self.waiting_since, self.claimed_at
        return (since, until) if since and until and since <= until else (None, None)


Row = dict[str, Any]
Titles = Callable[[str], str]


def figures(requests: Sequence[PersonRequest], again: frozenset[int], agents: Titles, topics: Titles) -> dict[str, Any]:
    """Return the figures of all requests, by day, by agent and by topic. `again`: the places of those that were asked
    again for; `agents` and `topics`: how they are called.
    """
    numbered = list(enumerate(requests))
    return {
        "total": _row("total", "合计", numbered, again),
        "days": _rows(numbered, again, lambda one: one.opened.astimezone(CHINA).date().isoformat(), str),
        "agents": _rows(numbered, again, lambda one: one.row, lambda key: UNNAMED.get(key) or agents(key)),
        "topics": _rows(numbered, again, lambda one: one.topic or "", lambda id_: topics(id_) if id_ else NO_TOPIC),
    }


def asked_again(requests: Sequence[PersonRequest]) -> frozenset[int]:
    """Return the places of requests, in the order of `opened`, that an agent ended and that came back within AGAIN."""
    last: dict[str, int] = {}
    found = set()
    for place, one in enumerate(requests):
        before = last.get(one.conversation)
        if before is not None:
            closed, ended = requests[before].closed, requests[before].ended
            if closed and ended in BY_AGENT and one.opened - closed <= AGAIN:
                found.add(before)
        last[one.conversation] = place
    return frozenset(found)


Numbered = tuple[int, PersonRequest]


def _rows(
    numbered: Sequence[Numbered], again: frozenset[int], key: Callable[[PersonRequest], str], title: Titles
) -> list[Row]:
    groups: dict[str, list[Numbered]] = defaultdict(list)
    for place, one in numbered:
        groups[key(one)].append((place, one))
    rows = [_row(name, title(name), groups[name], again) for name in groups]
    # What has no name comes last.
    last = {key: place for place, key in enumerate(UNNAMED, 1)}
    return sorted(rows, key=lambda row: (last.get(row["key"], 0), row["title"]))


def _row(key: str, title: str, numbered: Sequence[Numbered], again: frozenset[int]) -> Row:
    of = [one for _, one in numbered]
    waits = _seconds(one.waited for one in of)
    return {
        "key": key,
        "title": title,
        "asked": len(of),
        "claimed": sum(one.claimed_at is not None for one in of),
        "closed": sum(one.closed is not None for one in of),
        "given_up": sum(one.given_up for one in of),
        "reopened": sum(place in again for place, _ in numbered),
        "wait_median": _median(waits),
        "wait_p95": _p95(waits),
        "first_reply_median": _median(_seconds((one.claimed_at, one.first_reply_at) for one in of)),
        "length_median": _median(_seconds((one.claimed_at, one.closed) for one in of)),
        "solved": sum(one.ended == "solved" for one in of),
        "unsolved": sum(one.ended == "unsolved" for one in of),
    }


def _seconds(spans: Iterable[tuple[datetime | None, datetime | None]]) -> list[float]:
    return sorted(max(0.0, (to - frm).total_seconds()) for frm, to in spans if frm and to)


def _median(values: Sequence[float]) -> float | None:
    return round(median(values), 1) if values else None


def _p95(values: Sequence[float]) -> float | None:
    """The value that 95 of 100 do not exceed."""
    return values[math.ceil(0.95 * len(values)) - 1] if values else None
