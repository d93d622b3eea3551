"""Synonyms that would not be read as they stand are named with their line; good ones are not."""

import pytest

from converter.checks.synonyms import check_synonyms
from converter.errors import Finding
from converter.weights import stops
from owner.defaults import TEMPLATE
from owner.reading import read

TEXT = TEMPLATE.read_text(encoding="utf-8")
HEAD = "synonyms:\n"


def checked(*rows: str) -> list[tuple[int, Finding]]:
    """Return the findings, each with the number of its row."""
    assert TEXT.count(HEAD) == 1
    reading = read(TEXT.replace(HEAD, HEAD + "".join(f"  {row}\n" for row in rows)))
    assert reading.profile, reading.faults
    begins = TEXT[: TEXT.index(HEAD)].count("\n") + 1
    return [(finding.line - begins, finding) for finding in check_synonyms(reading, "profile.yml")]


@pytest.mark.parametrize(
    "rows", [(), ("工分: 学分",), ("PPT: 课件", "幻燈片: 课件"), ("登陆: 进入",), ("学分證: 帐号",), ("log out: 退出",)]
)
def test_good_ones_are_not_named(rows: tuple[str, ...]) -> None:
    assert checked(*rows) == []


@pytest.mark.parametrize(
    ("rows", "row", "about"),
    [
        (("！！: 学分",), 1, "两边都要有字"),
        (("工分: ？",), 1, "两边都要有字"),
        (("ppt: 课件", "ＰＰＴ: 讲义"), 2, "“ＰＰＴ”和第"),
        (("工分: 学分", "学分: 学时"), 1, "“学分”又会读作“学时”"),
        (("学分: 学分数",), 1, "右边直接写最后要的词"),
        (("工分: 学分", "学分: 工分"), 1, "“学分”又会读作“工分”"),
    ],
)
def test_what_is_read_otherwise_than_it_stands_stops(rows: tuple[str, ...], row: int, about: str) -> None:
    at, finding = checked(*rows)[0]
    assert at == row
    assert about in finding.message
    assert stops(finding)


def test_a_single_character_is_a_note() -> None:
    [(at, finding)] = checked("工分: 学分", "分: 学分")[-1:]
    assert at == 2
    assert "只有一个字" in finding.message or stops(finding)
