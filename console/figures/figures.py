"""figures(): computes the desk's figures from requests. docs/guide/desk.md defines each of them."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from owner.open_now import CHINA

AGAIN = timedelta(hours=24)
"""A user who returns within this time after the end was not helped."""

PUT_BACK = "-"
"""Key of the row of requests that were claimed and put back. The key "" is for those never claimed."""

UNNAMED = {"": "无人接待", PUT_BACK: "放回后无人接待"}
NO_TOPIC = "未分类"

BY_AGENT = ("solved", "unsolved", "assistant")


@dataclass(frozen=True)
class PersonRequest:
    """One request for a person. `waiting_since`: since when an agent was there to claim it, None for never."""

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
        """Whether it ended without an agent, by the user or by itself. An agent may have put it back before."""
        return self.closed is not None and self.agent is None and self.ended not in BY_AGENT

    @property
    def row(self) -> str:
        """The key of its row in the figures by agent."""
        return self.agent or (PUT_BACK if self.claimed_at else "")

    @property
    def waited(self) -> tuple[datetime | None, datetime | None]:
        """Begin and end of the wait for the first agent. None if it began after the claim or never."""
        since, until = self.waiting_since, self.claimed_at
        return (since, until) if since and until and since <= until else (None, None)


Row = dict[str, Any]
Titles = Callable[[str], str]


def figures(requests: Sequence[PersonRequest], again: frozenset[int], agents: Titles, topics: Titles) -> dict[str, Any]:
    """Return the figures of all requests, by day, by agent and by topic.

    `again`: the result of `asked_again`; `agents` and `topics`: return titles.
    """
    numbered = list(enumerate(requests))
    return {
        "total": _row("total", "合计", numbered, again),
        "days": _rows(numbered, again, lambda request: request.opened.astimezone(CHINA).date().isoformat(), str),
        "agents": _rows(numbered, again, lambda request: request.row, lambda key: UNNAMED.get(key) or agents(key)),
        "topics": _rows(
            numbered, again, lambda request: request.topic or "", lambda id_: topics(id_) if id_ else NO_TOPIC
        ),
    }


def asked_again(requests: Sequence[PersonRequest]) -> frozenset[int]:
    """Return the indexes of requests that an agent ended and whose user returned within AGAIN.

    `requests`: in the order of `opened`.
    """
    last: dict[str, int] = {}
    places = set()
    for place, request in enumerate(requests):
        before = last.get(request.conversation)
        if before is not None:
            closed, ended = requests[before].closed, requests[before].ended
            if closed and ended in BY_AGENT and request.opened - closed <= AGAIN:
                places.add(before)
        last[request.conversation] = place
    return frozenset(places)


Numbered = tuple[int, PersonRequest]


def _rows(
    numbered: Sequence[Numbered], again: frozenset[int], key: Callable[[PersonRequest], str], title: Titles
) -> list[Row]:
    groups: dict[str, list[Numbered]] = defaultdict(list)
    for place, request in numbered:
        groups[key(request)].append((place, request))
    rows = [_row(name, title(name), groups[name], again) for name in groups]
    # Unnamed rows come last.
    last = {key: place for place, key in enumerate(UNNAMED, 1)}
    return sorted(rows, key=lambda row: (last.get(row["key"], 0), row["title"]))


def _row(key: str, title: str, numbered: Sequence[Numbered], again: frozenset[int]) -> Row:
    of = [request for _, request in numbered]
    waits = _seconds(request.waited for request in of)
    return {
        "key": key,
        "title": title,
        "asked": len(of),
        "claimed": sum(request.claimed_at is not None for request in of),
        "closed": sum(request.closed is not None for request in of),
        "given_up": sum(request.given_up for request in of),
        "reopened": sum(place in again for place, _ in numbered),
        "wait_median": _median(waits),
        "wait_p95": _p95(waits),
        "first_reply_median": _median(_seconds((request.claimed_at, request.first_reply_at) for request in of)),
        "length_median": _median(_seconds((request.claimed_at, request.closed) for request in of)),
        "solved": sum(request.ended == "solved" for request in of),
        "unsolved": sum(request.ended == "unsolved" for request in of),
    }


def _seconds(spans: Iterable[tuple[datetime | None, datetime | None]]) -> list[float]:
    return sorted(max(0.0, (to - frm).total_seconds()) for frm, to in spans if frm and to)


def _median(values: Sequence[float]) -> float | None:
    return round(median(values), 1) if values else None


def _p95(values: Sequence[float]) -> float | None:
    """Return the 95th percentile (nearest rank)."""
    return values[math.ceil(0.95 * len(values)) - 1] if values else None
