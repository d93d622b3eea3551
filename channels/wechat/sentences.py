"""The channel's own sentences, read from sentences.yml."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

SENTENCES_FILE = Path(__file__).with_name("sentences.yml")


@dataclass(frozen=True)
class Sentences:
    received: Mapping[str, str]
    scanned: str
    choose: str
    earlier: str
    transfer_by_message: str


def sentences(file: Path = SENTENCES_FILE) -> Sentences:
    """Return the sentences; raises TypeError when one is missing or unknown."""
    return Sentences(**yaml.safe_load(file.read_text(encoding="utf-8")))
