"""How heavy a finding is: it stops, or it is a note. And what a person does about it. By its kind, in kinds.yml."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from converter.errors import Finding

KINDS_FILE = Path(__file__).with_name("kinds.yml")
UNREADABLE = "unreadable"
"""The kind of what is no text of its kind at all."""


def stops(finding: Finding) -> bool:
    """Say whether nothing may be written or served because of it: a user would get a wrong answer, somebody's data, an
    error, or nothing.
    """
    return finding.fatal or bool(kinds().get(finding.kind, {}).get("stops"))


def settles_itself(finding: Finding) -> bool:
    """Say whether nobody has to do anything: training settles it, the next publication, or a default."""
    return bool(kinds().get(finding.kind, {}).get("settles_itself"))


def advice(finding: Finding) -> str:
    """Return what to do about it; empty where its message says that."""
    return str(kinds().get(finding.kind, {}).get("do", ""))


def described(finding: Finding, source: str) -> str:
    """Return one line for a terminal: weight, file (`source`: the FAQ's), line, kind, message, what to do."""
    do = advice(finding)
    return f"{'停止' if stops(finding) else '注意'} {finding.describe(source)}" + (f"；{do}" if do else "")


def by_weight(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return those that stop and the notes, each as they come and once."""
    once = dict.fromkeys(findings)
    return [one for one in once if stops(one)], [one for one in once if not stops(one)]


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Mapping[str, Any]]:
    """Return all kinds of findings: whether they stop, and what to do."""
    found: Mapping[str, Mapping[str, Any]] = yaml.load(KINDS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found
