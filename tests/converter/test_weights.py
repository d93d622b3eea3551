"""What stops and what is a note, and what is said of each."""

import re
from pathlib import Path

from converter import Finding
from converter.weights import by_weight, finding_line, kinds, stops
from tests.frozen.project import ROOT


def test_fatal_findings_and_those_that_would_harm_somebody_stop() -> None:
    findings = [
        Finding(1, "placeholder", ""),
        Finding(2, "personal-data", ""),
        Finding(3, "profile", "", fatal=True),
        Finding(4, "duplicate-question", ""),
        Finding(5, "vanished-id", ""),
        Finding(5, "vanished-id", ""),
    ]
    stopping, notes = by_weight(findings)
    assert [finding.line for finding in stopping] == [2, 3, 4, 5]
    assert [finding.line for finding in notes] == [1]


def test_a_finding_is_one_line_with_its_weight_and_what_to_do() -> None:
    assert finding_line(Finding(2, "empty-answer", "回复是空的"), "faq.txt") == (
        "停止 faq.txt:2: [empty-answer] 回复是空的；补上答案，或连问题一起删去"
    )
    assert (
        finding_line(Finding(3, "unknown-section", "没有见过", path="a"), "faq.txt")
        == "注意 a:3: [unknown-section] 没有见过"
    )


def test_every_kind_that_is_given_has_its_weight() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(ROOT, "converter").rglob("*.py"))
    matches = set(re.findall(r"""(?:Finding|finding)\(\s*[^()]*?"([a-z]+(?:-[a-z]+)+)\"""", sources))
    matches |= set(re.findall(r"""return "([a-z]+(?:-[a-z]+)+)\"""", sources)) | set(
        re.findall(r"""yield "([a-z]+(?:-[a-z]+)+)\"""", sources)
    )
    assert len(matches) > 30
    assert matches <= set(kinds())
    assert stops(Finding(1, "unreadable", ""))
