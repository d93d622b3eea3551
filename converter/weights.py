"""Looks up in kinds.yml whether a finding stops and what to do about it; sorts and words findings by that."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from converter.errors import Finding

KINDS_FILE = Path(__file__).with_name("kinds.yml")
UNREADABLE = "unreadable"
"""The kind of findings about files that cannot be read at all."""


def stops(finding: Finding) -> bool:
    """Say whether the finding forbids writing and serving.

    Users would get a wrong answer, personal data, an error, or nothing.
    """
    return finding.fatal or bool(kinds().get(finding.kind, {}).get("stops"))


def settles_itself(finding: Finding) -> bool:
    """Say whether nobody has to act: training, the next publication or a default settles it."""
    return bool(kinds().get(finding.kind, {}).get("settles_itself"))


def advice(finding: Finding) -> str:
    """Return what to do about it; empty if its message says so. `{between}` stands for what it is about."""
    return str(kinds().get(finding.kind, {}).get("do", "")).replace("{between}", ", ".join(finding.between))


def finding_line(finding: Finding, source: str) -> str:
    """Return one line for a terminal: weight, file (`source`: the FAQ's), line, kind, message, what to do."""
    do = advice(finding)
    return f"{'停止' if stops(finding) else '注意'} {finding.describe(source)}" + (f"；{do}" if do else "")


def by_weight(findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that stop, and the notes, each once and in order."""
    once = dict.fromkeys(findings)
    return [finding for finding in once if stops(finding)], [finding for finding in once if not stops(finding)]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return each finding once: first those from which others follow, then those that stop, then the notes."""
    everything = [finding for weight in by_weight(findings) for finding in weight]
    return sorted(everything, key=lambda finding: not kinds().get(finding.kind, {}).get("first"))


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, Mapping[str, Any]]:
    """Return all kinds of findings: whether they stop, and what to do."""
    kinds_read: Mapping[str, Mapping[str, Any]] = yaml.load(
        KINDS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return kinds_read
