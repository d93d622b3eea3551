"""Sizes that were measured, as they are counted and shown."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks.load.growing import OWN, PREFIX
from benchmarks.load.growth_figures import TO_A_FURTHER, Cost, Grown, grown, read
from benchmarks.load.growth_report import as_markdown, write
from benchmarks.understanding.questions import Question
from benchmarks.understanding.score import QuestionOutcome, Reply, Result

COST = Cost(10.04, 9, 700, 1.5, 0.4, 600, 601, 1.2, 2.3)
FURTHER = PREFIX + "00_apply_how"


def own(reply: Reply) -> Result:
    return Result(Question("a", "careful", "问题"), reply)


@pytest.fixture
def found() -> list[Grown]:
    replies = [Reply("a"), Reply(offered=("a", "b")), Reply("b"), Reply(FURTHER)]
    outside = [Result(Question("out_of_scope", "near", "别的"), Reply(FURTHER)) for _ in range(2)]
    talk = [Result(Question("greet", "act", "你好"), Reply("greet"))]
    mine = [*map(own, replies), *outside, *talk]
    further = [Result(Question(FURTHER, "further", "新的"), Reply(FURTHER))]
    return [grown(OWN, 1000, COST, mine, []), grown(640, 7000, COST, mine, further)]


def test_shares_are_of_the_questions_of_a_kind(found: list[Grown]) -> None:
    assert found[1].asked == (4, 2, 1)
    assert found[1].own[QuestionOutcome.RIGHT.value] == 0.25
    assert found[1].own[QuestionOutcome.WRONG.value] == 0.5
    assert found[1].own[TO_A_FURTHER] == 0.25
    assert found[1].out_of_scope[TO_A_FURTHER] == 1
    assert found[1].further[QuestionOutcome.RIGHT.value] == 1


def test_what_is_written_is_read_again(found: list[Grown], tmp_path: Path) -> None:
    file = tmp_path / "640.json"
    file.write_text(json.dumps(asdict(found[1])), encoding="utf-8")
    assert read(file) == found[1]


def test_each_size_has_its_rows(found: list[Grown]) -> None:
    page = as_markdown(found)
    assert "| 640 | 7,000 | 10.0 | 9.0 | 700 | 1.5 | 0.4 | 600 | 601 | 1.2 | 2.3 |" in page
    assert "| 64 | 25.0 % | 50.0 % | 0.0 % | 50.0 % | 25.0 % | 100.0 % | 100.0 % |" in page
    assert page.count("\n| 640 |") == 3
    assert page.count("\n| 64 |") == 2


def test_page_and_chart_are_written(found: list[Grown], tmp_path: Path) -> None:
    write([found[1], found[0]], tmp_path)
    assert (tmp_path / "growth.md").read_text(encoding="utf-8") == as_markdown(found)
    assert (tmp_path / "growth.png").read_bytes().startswith(b"\x89PNG")
