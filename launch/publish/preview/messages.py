"""Gathers messages that both models are asked: recent ones of users, and held-out questions."""

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from launch.environment import ROOT
from launch.publish.content_filter import own_turns
from launch.release.canary import SENDER
from owner.folder import DEFAULT, GENERATED
from persistence.turns import turns_since
from understanding.public import public_in
from zh.fold import fold
from zh.personal import mask

DAYS, MOST_MESSAGES, MOST_EVENTS = 30, 2_000, 80_000
"""Limits of recent messages: age in days, number of different ones, number of newest events read."""

LONGEST = 200
"""Characters; longer messages are too particular to compare."""

HELD_OUT = "benchmarks/understanding/*.tsv"


def recent_messages(
    url: str, public: Collection[str], answer_ids: Collection[str], now: float | None = None
) -> list[str]:
    """Return different messages of users without personal data, the newest first. Raises SQLAlchemyError.

    `public`: as in zh.personal.mask. `answer_ids`: present and former ones of the content, because the database may
    hold conversations about other contents as well.
    """
    since = (time.time() if now is None else now) - DAYS * 86_400
    lately = own_turns(turns_since(url, since, MOST_EVENTS), answer_ids)
    newest_first = sorted(lately, key=lambda turn: turn.at, reverse=True)
    return distinct((turn.text for turn in newest_first if not turn.sender.startswith(SENDER)), public)


def distinct(texts: Iterable[str], public: Collection[str]) -> list[str]:
    """Return at most MOST_MESSAGES masked texts that differ by more than spelling, without button payloads."""
    messages: dict[str, str] = {}
    for text in texts:
        message = " ".join(mask(text, public).split())
        key = fold(message)
        if key and len(message) <= LONGEST and not message.startswith("/"):
            messages.setdefault(key, message)
        if len(messages) == MOST_MESSAGES:
            break
    return [*messages.values()]


def public_of(generated: Path) -> frozenset[str]:
    """Return the parts of the answers that look like personal data; they are public."""
    return public_in(
        {name: texts for part in _parts(generated) for name, texts in (part.get("responses") or {}).items()}
    )


def _parts(generated: Path) -> Iterator[Mapping[str, Mapping[str, object]]]:
    for file in sorted(generated.glob("*.yml")):
        yield yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) or {}


def held_out(draft: Path, root: Path = ROOT) -> list[str]:
    """Return the questions not used in training; only for the content delivered with the program."""
    if draft.resolve() != (root / DEFAULT / GENERATED).resolve():
        return []
    lines = (line for file in sorted(root.glob(HELD_OUT)) for line in file.read_text(encoding="utf-8").splitlines())
    return [fields[2] for line in lines if not line.startswith("#") and len(fields := line.split("\t")) > 2]
