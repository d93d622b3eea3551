"""A profile beside a FAQ that has no list of places: what its answers say of them counts."""

import pytest

from converter import read
from converter.checks.profile import check_profile
from converter.errors import Finding
from converter.weights import settles_itself, stops
from owner.defaults import TEMPLATE
from owner.live import using
from owner.reading import read as read_profile
from tests.converter.builders import CATALOG, faq

PLACES = """
places:
  region: 禾城
  outside: 外地
  answer: how
  unavailable: how
  supported: [甲区, 乙县%s]
  unsupported: [%s丁县]
  cities: {甲区: [[甲一]], 乙县: [[乙一]], 丙市: [[丙一]], 丁县: [[丁一]]}
"""
SAID = faq(("怎么签约", "甲区、乙县已开通；丙市、丁县还没有开通。"))


def found(*lists: str) -> list[Finding]:
    reading = read_profile(TEMPLATE.read_text(encoding="utf-8") + PLACES % lists)
    assert reading.profile, reading.faults
    with using(reading.profile):
        findings = check_profile(reading, read(SAID.encode(), CATALOG), "profile.yml")
        return [finding for finding in findings if finding.kind == "places-said"]


def test_a_place_that_an_answer_puts_into_the_other_list_is_named_at_its_line() -> None:
    (finding,) = found(", 丙市", "")
    assert finding.between[1] == "丙市"
    assert finding.path == "profile.yml"
    assert not stops(finding)
    assert settles_itself(finding)


def test_places_as_the_answer_says_are_not_named() -> None:
    assert found("", "丙市, ") == []


@pytest.mark.parametrize("needs", ["asks", "heeds"])
def test_an_answer_that_depends_on_the_city_needs_places(needs: str) -> None:
    catalog = CATALOG.replace("answers: []\n", f"answers:\n- id: how\n  title: 签约\n  {needs}: city\n")
    reading = read_profile(TEMPLATE.read_text(encoding="utf-8"))
    assert reading.profile
    with using(reading.profile):
        findings = check_profile(reading, read(SAID.encode(), catalog), "profile.yml")
    (finding,) = (finding for finding in findings if finding.kind == "places-missing")
    assert stops(finding)
    assert catalog.splitlines()[finding.line - 1] == f"  {needs}: city"


@pytest.mark.parametrize(("ordinary", "named"), [("", ["甲一"]), ("  ordinary: [甲一]\n", [])])
def test_a_district_under_two_cities_is_named_unless_it_is_an_ordinary_word(ordinary: str, named: list[str]) -> None:
    twice = (PLACES % ("", "")).replace("[[乙一]]", "[[乙一], [甲一]]") + ordinary
    reading = read_profile(TEMPLATE.read_text(encoding="utf-8") + twice)
    assert reading.profile, reading.faults
    with using(reading.profile):
        findings = check_profile(reading, read(SAID.encode(), CATALOG), "profile.yml")
    twice_named = [finding for finding in findings if finding.kind == "place-twice"]
    assert [one.between[0] for one in twice_named] == named
    assert not any(stops(one) for one in twice_named)
