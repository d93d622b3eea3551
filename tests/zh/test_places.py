from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zh.places import Place, cities, elsewhere, find_places, is_visited

DIVISIONS = {
    "济南": 12, "青岛": 10, "淄博": 8, "枣庄": 6, "东营": 5, "烟台": 11, "潍坊": 12, "济宁": 11, "泰安": 6, "威海": 4,
    "日照": 4, "临沂": 12, "德州": 11, "聊城": 8, "滨州": 7, "菏泽": 9,
}  # fmt: skip
"""Counties, districts and county-level cities of each city, 民政部 2023."""


def only(text: str, *, answering: bool = False) -> Place:
    [place] = find_places(text, answering=answering)
    return place


def test_the_sixteen_cities_and_the_province() -> None:
    assert cities() == (*DIVISIONS, "省直")
    assert elsewhere() == "省外"


def test_every_division_is_there(divisions: Mapping[str, Sequence[Sequence[str]]]) -> None:
    assert {city: len(names) for city, names in divisions.items()} == DIVISIONS


def test_every_division_is_found_by_each_of_its_names(divisions: Mapping[str, Sequence[Sequence[str]]]) -> None:
    for city, names in divisions.items():
        for name in (name for others in names for name in others):
            found = only(name, answering=True)
            assert city in found.cities, name
            assert not found.outside
            assert only(f"{city}{name}", answering=True).cities == (city,)


@pytest.mark.parametrize("city", DIVISIONS)
def test_a_city_with_and_without_its_kind(city: str) -> None:
    for text in (city, f"{city}市", f"我在{city}上班", f"山东省{city}市的"):
        assert only(text).city == city


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("历下区", "济南"), ("即墨", "青岛"), ("滕州", "枣庄"), ("寿光", "潍坊"), ("曲阜", "济宁"), ("莱芜", "济南"),
        ("钢城区", "济南"), ("省直单位", "省直"), ("省属", "省直"), ("省直机关", "省直"),
        ("淮坊", "潍坊"), ("临忻", "临沂"),
    ],
)  # fmt: skip
def test_what_people_call_it(text: str, city: str) -> None:
    assert only(f"我是{text}的").city == city


@pytest.mark.parametrize("text", ["北京", "河南", "江苏", "深圳", "郑州"])
def test_other_provinces_are_outside(text: str) -> None:
    found = only(f"我在{text}")
    assert found.outside
    assert found.city is None
    assert not found.ambiguous


@pytest.mark.parametrize(
    "text", ["外省", "外省市", "外省份", "省外", "山东省外", "山东以外", "山东省以外", "其他省", "别的省份"]
)
@pytest.mark.parametrize("form", ["{}", "{}的", "我是{}的", "我在{}上班", "从济南调到{}"])
def test_all_other_provinces_at_once_are_outside(text: str, form: str) -> None:
    found = find_places(form.format(text))[-1]
    assert (found.name, found.outside) == (text, True)


@pytest.mark.parametrize(
    "text", ["山东省外国语学校的老师", "山东外事职业大学", "我们是省外办", "山东省外贸公司", "省外经贸厅的"]
)
def test_a_name_that_only_begins_like_it_is_no_place(text: str) -> None:
    assert find_places(text) == []


@pytest.mark.parametrize("place", ["北京", "江苏省", "外省", "省外"])
@pytest.mark.parametrize(
    "form",
    [
        "去{}参加了三天培训",
        "我去{}听的课",
        "在{}学的学时",
        "上月在{}考的证",
        "在{}进修的学时怎么申报",
        "{}的会议算学时吗",
        "{}举办的线下培训怎么申报",
    ],
)
def test_what_was_attended_elsewhere_is_a_visit(place: str, form: str) -> None:
    text = form.format(place)
    assert is_visited(text, only(text))


@pytest.mark.parametrize(
    "text",
    [
        "我是北京的，参加培训怎么申报",
        "外省的能申报学时吗",
        "江苏的培训机构",
        "河南的学习平台",
        "去德州参加培训",
        "我在省外上班",
    ],
)
def test_where_somebody_is_or_a_place_of_shandong_is_no_visit(text: str) -> None:
    assert not is_visited(text, only(text))


def test_a_name_of_two_cities_is_ambiguous_until_the_city_is_named() -> None:
    found = only("市中区")
    assert (found.cities, found.city, found.ambiguous) == (("济南", "枣庄"), None, True)
    assert only("枣庄市中区").city == "枣庄"
    assert only("枣庄市市中区").city == "枣庄"


def test_ordinary_words_are_places_only_in_reply() -> None:
    assert find_places("这个方案惠民吗") == []
    assert only("惠民", answering=True).city == "滨州"


@pytest.mark.parametrize(
    ("text", "city"), [("济难", "济南"), ("yantai", "烟台"), ("qing dao", "青岛"), ("在德舟", "德州")]
)
def test_what_sounds_like_a_city_is_one_in_reply(text: str, city: str) -> None:
    assert only(text, answering=True).city == city
    assert find_places(text) == []


@pytest.mark.parametrize("text", ["", "怎么注册", "日照时间长", "学时申报", "我的专业是土木"])
def test_no_place(text: str) -> None:
    assert find_places(text) == []


def test_several_come_in_their_order() -> None:
    assert [place.name for place in find_places("从德州调到济南历下区")] == ["德州", "历下区"]


@given(st.text(alphabet="济南青岛市中区县历下我在a ，省直"))
def test_places_lie_apart_within_the_text(text: str) -> None:
    found = find_places(text, answering=True)
    assert all(0 <= place.start < place.end <= len(text) for place in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_city_that_stands_apart_from_it_narrows_a_name_down() -> None:
    assert [place.city for place in find_places("济南的市中区")] == ["济南", "济南"]
    assert find_places("德州的市中区")[-1].ambiguous
