import pytest

from converter import Finding
from converter.answers import build
from converter.checks.places import check_places, places_in, stated_places
from tests.converter.builders import catalog, entries_of, lines_of


def found(text: str) -> list[Finding]:
    return list(check_places(lines_of(text), build(entries_of(text)[0], catalog()), catalog()))


@pytest.mark.parametrize(
    "line",
    [
        "可以申报：济南/青岛",
        "可以申报:济南、青岛市",
        "可以申报：济南市和青岛市等其他区域",
        "可以申报：济南（含莱芜）， 青岛 。",
        "可以申报：济南；青岛等",
    ],
)
def test_every_usual_list_is_read(line: str) -> None:
    assert places_in(line) == ["济南", "青岛"]


def test_a_place_in_both_lists_is_named_with_both_lines() -> None:
    (finding,) = found("可以申报：济南/枣庄\n无法申报：德州市、枣庄市等")
    assert (finding.kind, finding.line, finding.more_lines) == ("place-in-two-lists", 1, (2,))


def test_a_place_twice_in_one_list_is_no_contradiction() -> None:
    assert found("可以申报：济南/济南市") == []


def test_a_misspelt_place_is_named() -> None:
    assert [(f.kind, f.between) for f in found("可以申报：济南/维坊")] == [("unknown-place", ("维坊",))]


def test_an_answer_that_repeats_a_list_must_repeat_all_of_it() -> None:
    lists = "可以申报：济南/青岛/烟台/潍坊\n1. 哪些市可以\n回复：济南、青岛、烟台{}可以申报。"
    assert found(lists.format("、潍坊")) == []
    (finding,) = found(lists.format(""))
    assert (finding.kind, finding.line, finding.more_lines) == ("place-left-out", 3, (1,))


def test_an_answer_that_names_a_place_by_the_way_may() -> None:
    assert found("可以申报：济南/青岛/烟台\n1. 临时单位在哪\n回复：济南、青岛有临时单位。") == []


def test_names_outside_the_lists_are_not_looked_at() -> None:
    assert found("济南/东京\n1. 会对接到济南/德州吗\n回复：不会。") == []


def test_what_an_answer_says_of_places_that_it_lists() -> None:
    text = "甲区、乙县已开通；丙市、丁县还没有开通，请到丙市的银行。请带甲区、乙县的户口本。"
    assert list(stated_places(text, ["甲区", "乙县", "丙市", "丁县"])) == [
        ("甲区", "supported"),
        ("乙县", "supported"),
        ("丙市", "unsupported"),
        ("丁县", "unsupported"),
    ]
