"""What people really wrote and did not get this answer for, from the tracker store: read only, personal data masked."""

import json
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.engine import make_url

from persistence.engine import engine
from persistence.privacy.retention import retention
from persistence.tables import events
from understanding.payload import read_payload
from zh.fillers import to_the_point
from zh.fold import fold
from zh.personal import mask

DAY_SECONDS = 86_400

MOST_EVENTS = 50_000
"""So many of the newest events are looked through."""

LONGEST = 40
"""Characters: a longer message is a story, not a phrasing."""

DECLINED, REFUSED, OTHERWISE = "没有听懂", "给了选项没有选", "答成了别的"

_OUTCOMES = {"decline": DECLINED, "offer": REFUSED, "answer": OTHERWISE}


@dataclass
class Said:
    """A message without personal data, and how often it ended how: `ends` names outcomes, answers by their ids."""

    text: str
    senders: set[str] = field(default_factory=set)
    ends: dict[str, str] = field(default_factory=dict)


def said_in(url: str, public: Collection[str], now: float | None = None) -> list[Said]:
    """Return what was said within the time for which it may be kept. Raises SQLAlchemyError.

    `public`: what looks like personal data and is the owner's own, as zh.personal takes it.
    """
    since = (time.time() if now is None else now) - retention().days * DAY_SECONDS
    at = make_url(url)
    if at.get_backend_name() == "sqlite" and not Path(at.database or "").is_file():
        return []
    database = engine(url, pooled=False)
    try:
        with database.connect() as connection:
            read_only = "PRAGMA query_only=ON" if database.dialect.name == "sqlite" else "SET TRANSACTION READ ONLY"
            connection.execute(text(read_only))
            rows = connection.execute(_newest(since)).all()
    finally:
        database.dispose()
    return together(_turns(reversed(rows)), public)


def together(turns: Iterable[tuple[str, str, str, str]], public: Collection[str]) -> list[Said]:
    """Put the same message of several people together; each turn is (sender, text, outcome, id of the answer)."""
    found: dict[str, Said] = {}
    for sender, written, outcome, faq_id in turns:
        said = mask(written, public)
        key = fold(to_the_point(said))
        if key and len(said) <= LONGEST:
            one = found.setdefault(key, Said(" ".join(said.split())))
            one.senders.add(sender)
            one.ends[outcome] = faq_id
    return list(found.values())


def _newest(since: float) -> Any:
    columns = events.c.sender_id, events.c.data
    kinds = events.c.type_name.in_(("user", "bot"))
    return select(*columns).where(kinds, events.c.timestamp >= since).order_by(events.c.id.desc()).limit(MOST_EVENTS)


def _turns(rows: Iterable[Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield the turns of each conversation that did not end well, told from (sender, event as JSON) in their order."""
    by_sender: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for sender, data in rows:
        by_sender[sender].append(json.loads(data))
    for sender, said in by_sender.items():
        starts = [at for at, event in enumerate(said) if event.get("event") == "user"]
        for start, end in zip(starts, [*starts[1:], len(said)], strict=True):
            written = str(said[start].get("text") or "")
            outcome, faq_id = _ended(said[start + 1 : end])
            taken = outcome == "offer" and end < len(said) and _takes(str(said[end].get("text") or ""))
            if outcome in _OUTCOMES and not written.startswith("/") and not taken:
                yield sender, written, _OUTCOMES[outcome], faq_id


def _ended(replies: Iterable[Mapping[str, Any]]) -> tuple[str, str]:
    """Return the outcome of the first reply that has one, and the answer that it is."""
    for reply in replies:
        metadata = reply.get("metadata") or {}
        known = metadata.get("metadata") or metadata
        if known.get("outcome"):
            return str(known["outcome"]), str(known.get("faq_id") or "")
    return "", ""


def _takes(written: str) -> bool:
    """Say whether a message chooses what was offered."""
    found = read_payload(written)
    return found is not None and found.intent == "ask"
