"""Golden pairs: a new case is two files in data/valid or data/invalid and no Python."""

from pathlib import Path

import pytest

from converter import SourceError, read

DATA = Path(__file__).with_name("data")
CATALOG = (DATA / "catalog.yml").read_text(encoding="utf-8")
VALID = sorted((DATA / "valid").glob("*.txt"))
INVALID = sorted((DATA / "invalid").glob("*.txt"))


def what_was_read(path: Path) -> str:
    """The parts of a reading that a person can judge, as text."""
    conversion = read(path.read_bytes(), CATALOG)
    lines = [f"{line.number} {line.kind.value} {line.text}".rstrip() for line in conversion.lines]
    for answer in conversion.answers:
        lines.append(f"{answer.id} {list(answer.lines)} {answer.text!r}")
        lines += [f"  {item.phrasing.reading.value}: {item.phrasing.text}" for item in answer.learnt]
    return "\n".join(lines) + "\n"


def what_was_found(path: Path) -> str:
    """The findings (or the one error) as the command prints them."""
    try:
        verdict = read(path.read_bytes(), CATALOG).verdict
    except SourceError as error:
        return f"faq.txt:{error.line}: {error.message}\n"
    return "".join(f"{finding.describe('faq.txt')}\n" for finding in verdict.open)


def test_there_are_cases() -> None:
    assert len(VALID) >= 10
    assert len(INVALID) >= 20


@pytest.mark.parametrize("path", VALID, ids=lambda p: p.stem)
def test_valid(path: Path) -> None:
    assert what_was_read(path) == path.with_suffix(".expected").read_text(encoding="utf-8")
    assert read(path.read_bytes(), CATALOG).verdict.open == ()


@pytest.mark.parametrize("path", INVALID, ids=lambda p: p.stem)
def test_invalid(path: Path) -> None:
    result = what_was_found(path)
    assert result == path.with_suffix(".expected").read_text(encoding="utf-8")
    assert result
