"""Turns a package's own statement of its licence into SPDX identifiers."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

FILE = Path(__file__).with_name("allowed.yml")


class Allowed(NamedTuple):
    """`names`: what packages say → SPDX identifier; `exceptions`: package → (licence, reason)."""

    names: Mapping[str, str]
    exceptions: Mapping[str, tuple[str, str]]


def allowed(file: Path = FILE) -> Allowed:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    names = {name: spdx for spdx, others in data["allowed"].items() for name in (spdx, *others)}
    exceptions = {name: (exception["licence"], exception["reason"]) for name, exception in data["exceptions"].items()}
    return Allowed(names, exceptions)


def licence(expression: str | None, classifiers: Sequence[str], text: str, allowed: Allowed) -> str | None:
    """Return the SPDX expression, None if the licence is not allowed.

    The package's own SPDX expression counts first, then its classifiers, which are alternatives, then its free text.
    """
    if expression:
        return _expression(expression, allowed)
    identifiers = [allowed.names.get(name) for name in classifiers if name != "OSI Approved"]
    if identifiers:
        return " OR ".join(sorted({str(name) for name in identifiers})) if all(identifiers) else None
    return _expression(text, allowed)


def _expression(text: str, allowed: Allowed) -> str | None:
    """Return the allowed part of an expression: of parts joined by OR one is enough, of AND all are needed."""
    if text in allowed.names:
        return allowed.names[text]
    choices = [choice.split(" AND ") for choice in re.split(r" (?:OR|or) ", text.strip("()"))]
    named = [[allowed.names.get(part.strip("() ")) for part in choice] for choice in choices]
    possible = [" AND ".join(map(str, choice)) for choice in named if all(choice)]
    return " OR ".join(possible) or None
