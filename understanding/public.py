"""Finds data in the owner's answers that looks personal but is public, such as a contact's mail address."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from owner.folder import GENERATED, ROOT, content_folder
from zh.personal import personal_in


def public_in(responses: Mapping[str, Any]) -> frozenset[str]:
    """Return the public data of a domain's responses, in the form that zh.personal.mask takes. Cached.

    Responses are not changed once they are served: others take their place.
    """
    last = _last()
    if last.responses is not responses:
        last.found = _public(tuple(str(one.get("text") or "") for some in responses.values() for one in some))
        last.responses = responses
    return last.found


def public_in_content(root: Path = ROOT) -> frozenset[str]:
    """Return the public data of the served content. Raises OSError."""
    files = sorted((content_folder(root) / GENERATED).glob("*.yml"))
    parts = (yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for file in files)
    return public_in({name: variations for part in parts for name, variations in (part.get("responses") or {}).items()})


@dataclass
class _Last:
    """What was asked about last: a turn asks three times, and going through all texts takes longer than all else."""

    responses: Mapping[str, Any] | None = None
    found: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _last() -> _Last:
    return _Last()


@lru_cache(maxsize=2)
def _public(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(piece for text in texts for piece in personal_in(text))
