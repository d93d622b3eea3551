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

    Served responses are replaced as a whole, never changed, so the same object has the same public data.
    """
    last = _last()
    if last.responses is not responses:
        last.public = _public(
            tuple(str(variation.get("text") or "") for variations in responses.values() for variation in variations)
        )
        last.responses = responses
    return last.public


def public_in_content(root: Path = ROOT) -> frozenset[str]:
    """Return the public data of the served content. Raises OSError."""
    files = sorted((content_folder(root) / GENERATED).glob("*.yml"))
    parts = (yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for file in files)
    return public_in({name: variations for part in parts for name, variations in (part.get("responses") or {}).items()})


@dataclass
class _Last:
    """The last result. A turn asks three times, and going through all texts takes longer than the rest of the turn."""

    responses: Mapping[str, Any] | None = None
    public: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def _last() -> _Last:
    return _Last()


@lru_cache(maxsize=2)
def _public(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(piece for text in texts for piece in personal_in(text))
