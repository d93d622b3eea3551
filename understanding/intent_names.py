"""Names intents for people: 问人工客服的情况 for "staff"."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from understanding.labels import intent_of

NAMES_FILE = Path(__file__).with_name("intent_names.yml")


@lru_cache(maxsize=1)
def intent_names() -> Mapping[str, str]:
    names: Mapping[str, str] = yaml.safe_load(NAMES_FILE.read_text(encoding="utf-8"))
    return names


def intent_name(label: str) -> str:
    """Return what the intent of a label is called; an unknown one as it is."""
    return intent_names().get(intent_of(label), label)
