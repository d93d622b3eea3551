from collections.abc import Sequence
from pathlib import Path

import pytest

from converter.answers import build
from converter.catalog import Catalog
from converter.checks.examples import read_examples
from converter.checks.questions import PlacedQuestion
from converter.checks.vanished import check_vanished
from converter.errors import Finding
from tests.converter.builders import CATALOG, answers_of, catalog, entries_of, faq

ANSWERS = """
answers:
- {id: registration_how, title: 注册, anchors: [怎么注册]}
- {id: registration_review, title: 审核, anchors: [谁审核]}
"""
NLU = """version: "3.1"
nlu:
- intent: faq/registration_how
  examples: |
    - 注册一下
- intent: faq/registration_review
  examples: |
    - 审核
"""


@pytest.fixture
def known() -> Catalog:
    return catalog(CATALOG.replace("answers: []\n", "") + ANSWERS)


def found(
    known: Catalog, folder: Path, before: dict[str, int], has: dict[str, int], nlu: str = NLU
) -> Sequence[Finding]:
    (folder / "any.yml").write_text(nlu, encoding="utf-8")
    files, _ = read_examples([folder / "any.yml"], folder)
    answers = build(entries_of(faq(("怎么注册", "点注册"), ("谁审核", "单位")))[0], known)
    by_hand = [PlacedQuestion(f"{id_}{number}", id_, 1) for id_, count in has.items() for number in range(count)]
    return [*check_vanished(before, answers, by_hand, files, known)]


def test_an_answer_that_lost_most_of_its_phrasings_is_named_where_they_stand(known: Catalog, tmp_path: Path) -> None:
    before = {"registration_how": 61, "registration_review": 400}
    [one] = found(known, tmp_path, before, {"registration_how": 20, "registration_review": 399})
    assert (one.path, one.line, one.between) == ("any.yml", 3, ("registration_how",))
    assert "少了 40 条说法（正在服务的那一版有 61 条）" in one.message


def test_where_none_is_left_the_catalog_is_named(known: Catalog, tmp_path: Path) -> None:
    nlu = NLU.replace("- intent: faq/registration_how\n  examples: |\n    - 注册一下\n", "")
    [one] = found(known, tmp_path, {"registration_how": 9}, {}, nlu)
    assert one.path.endswith("catalog.yml")
    assert one.line == known.line_of("id: registration_how")
    assert "nlu 文件夹里已没有它的一条" in one.message


def test_where_many_of_all_are_gone_each_answer_is_named(known: Catalog, tmp_path: Path) -> None:
    before = {"registration_how": 101, "registration_review": 101}
    assert len(found(known, tmp_path, before, {"registration_how": 70, "registration_review": 75})) == 2


@pytest.mark.parametrize(
    ("before", "has"),
    [
        ({}, {}),
        ({"registration_how": 6}, {"registration_how": 3}),
        ({"registration_how": 61, "registration_review": 61}, {"registration_how": 52, "registration_review": 60}),
        ({"registration_how": 61}, {"registration_how": 200}),
        ({"deleted": 300, "registration_how": 2}, {"registration_how": 1}),
    ],
    ids=["nothing served", "few", "a small share", "more", "an answer that was deleted"],
)
def test_nothing_is_said_of(known: Catalog, tmp_path: Path, before: dict[str, int], has: dict[str, int]) -> None:
    assert found(known, tmp_path, before, has) == []


def test_an_id_that_was_renamed_keeps_its_count(tmp_path: Path) -> None:
    catalog_ = catalog(CATALOG.replace("answers: []\n", "renamed: {registration_old: registration_how}\n") + ANSWERS)
    assert len(found(catalog_, tmp_path, {"registration_old": 30}, {"registration_how": 2})) == 1


def test_answers_without_an_id_are_left_alone(tmp_path: Path) -> None:
    assert [*check_vanished({"x": 30}, answers_of(("怎么注册", "点注册")), [], [], catalog())] == []
