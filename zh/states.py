"""The state of the user's account, as far as the user tells: pending, locked_out, unregistered."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import yaml

STATES_FILE = Path(__file__).with_name("states.yml")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = yaml.safe_load(STATES_FILE.read_text(encoding="utf-8"))
    return found


def states(text: str) -> frozenset[str]:
    """Return the states that the normalized `text` tells of."""
    return frozenset(name for name, words in _words().items() if any(word in text for word in words))
