"""The messages both models are asked: the FAQ's questions, what users said lately, and held-out questions."""

import json
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import yaml
from sqlalchemy import select

from launch.environment import ROOT
from launch.release.canary import SENDER
from owner.folder import DEFAULT, GENERATED
from persistence.database import Database
from persistence.tables import events
from understanding.public import public_in
from zh.fold import fold
from zh.personal import mask

DAYS, MOST_SAID, MOST_EVENTS = 30, 2_000, 40_000
"""Of messages of so many days; so many different ones; so many of the newest are looked through."""

LONGEST = 200
"""Characters: what is longer is a story of its own."""

HELD_OUT = "benchmarks/understanding/*.tsv"


def said_lately(url: str, public: Collection[str], now: float | None = None) -> list[str]:
    """Return different messages of users without personal data, the newest first. Raises SQLAlchemyError.

    `public`: what looks like personal data and is the owner's own, as zh.personal takes it.
    """
    since = (time.time() if now is None else now) - DAYS * 86_400
    lately = select(events.c.data).where(
        events.c.type_name == "user", events.c.timestamp >= since, events.c.sender_id.not_like(f"{SENDER}%")
    )
    newest = lately.order_by(events.c.id.desc()).limit(MOST_EVENTS)
    database = Database(url, pooled=False)
    try:
        with database.begin() as connection:
            rows = connection.execution_options(stream_results=True).execute(newest)
            return distinct((str(json.loads(row.data).get("text") or "") for row in rows), public)
    finally:
        database.close()


def distinct(texts: Iterable[str], public: Collection[str]) -> list[str]:
    """Return the texts that differ by more than spelling, masked, at most MOST_SAID; none that are buttons."""
    found: dict[str, str] = {}
    for text in texts:
        said = " ".join(mask(text, public).split())
        key = fold(said)
        if key and len(said) <= LONGEST and not said.startswith("/"):
            found.setdefault(key, said)
        if len(found) == MOST_SAID:
            break
    return [*found.values()]


def public_of(generated: Path) -> frozenset[str]:
    """Return what looks like personal data in the answers: the owner has made it public."""
    return public_in({name: said for part in _parts(generated) for name, said in (part.get("responses") or {}).items()})


def _parts(generated: Path) -> Iterator[Mapping[str, Mapping[str, object]]]:
    for file in sorted(generated.glob("*.yml")):
        yield yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}


def held_out(draft: Path, root: Path = ROOT) -> list[str]:
    """Return the questions that nothing was taught with, of the content that came with the program only."""
    if draft.resolve() != (root / DEFAULT / GENERATED).resolve():
        return []
    lines = (line for file in sorted(root.glob(HELD_OUT)) for line in file.read_text(encoding="utf-8").splitlines())
    return [fields[2] for line in lines if not line.startswith("#") and len(fields := line.split("\t")) > 2]
