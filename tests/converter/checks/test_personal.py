"""Personal data in what is taught, said or shown: FAQ, catalog, profile, hand-written phrasings."""

from collections.abc import Sequence

import pytest

from converter import catalog_file
from converter.answers import build
from converter.checks.personal import check_faq, check_profile, check_written
from converter.checks.questions import PlacedQuestion
from converter.errors import Finding
from converter.weights import stops
from owner.defaults import TEMPLATE
from owner.live import using
from owner.reading import read as read_profile
from tests.converter.builders import CATALOG, entries_of, faq, lines_of


def found(text: str, phrasings: Sequence[str] = (), catalog_text: str = CATALOG) -> list[Finding]:
    catalog_, lines = catalog_file.load(catalog_text), lines_of(text)
    answers = build(entries_of(text)[0], catalog_)
    asked = [PlacedQuestion(one, "login_how", 7 + at, "data/nlu/faq/login.yml") for at, one in enumerate(phrasings)]
    return [*check_faq(lines, answers, catalog_), *check_written(asked, answers, lines, catalog_)]


def kinds(text: str, phrasings: Sequence[str] = ()) -> list[str]:
    return [finding.kind for finding in found(text, phrasings)]


def in_answer(words: str) -> list[str]:
    return kinds(faq(("怎么注册", words)))


def in_phrasing(words: str, answer: str = "点注册。") -> list[str]:
    return kinds(faq(("怎么注册", answer)), [words])


@pytest.mark.parametrize(
    "words",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "+86 138 0013 8000",
        "138　0013　8000",
        "11010519491231002X",
        "110105 19491231 002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105194912310021",
    ],
)
def test_personal_data(words: str) -> None:
    assert in_answer(f"请找{words}。") == ["personal-data"]


@pytest.mark.parametrize(
    "words", ["114", "2023年11月13日", "0531-12345678", "sdzjkf@163.com", "1-3个工作日", "12345678901234"]
)
def test_numbers_that_are_nobody_s(words: str) -> None:
    assert in_answer(f"请看{words}。") == []


def test_a_finding_shows_the_ends_of_a_number_only_and_its_key_nothing() -> None:
    (finding,) = found(faq(("怎么注册", "请找13800138000。")))
    assert "138…00" in finding.message
    assert "13800138000" not in finding.message
    assert finding.between == ("怎么注册", "手机号")


@pytest.mark.parametrize(
    "text",
    ["# 13800138000", "1. 13800138000能登录吗\n回复：能。", "13800138000", "1. 问\n13800138000\n回复：能。"],
)
def test_personal_data_is_found_in_lines_of_every_kind(text: str) -> None:
    assert kinds(text) == ["personal-data"]


@pytest.mark.parametrize("text", ["# 13800138000", "1. 13800138000能登录吗\n回复：能。", "13800138000"])
def test_no_finding_shows_a_number_as_the_name_of_its_place(text: str) -> None:
    assert ["13800138000" in f"{finding.message}{finding.between}" for finding in found(text)] == [False]


@pytest.mark.parametrize(
    "words",
    [
        "13800138000能登录吗", "我的联系电话13800138000", "身份证110105194912310021注册不了", "我的护照号E12345678",
        "卡号6222021234567890128退款", "社保卡号123456789退费",
    ],
)  # fmt: skip
def test_a_number_of_a_person_in_a_phrasing_stops_at_its_line(words: str) -> None:
    (finding,) = found(faq(("怎么注册", "点注册。")), ["怎么登录", words])
    assert (finding.path, finding.line, stops(finding)) == ("data/nlu/faq/login.yml", 8, True)


@pytest.mark.parametrize("words", ["邮箱sdzjkf@163.com没回", "0531-62345678打不通", "密码是Abc12345也不对"])
def test_what_may_be_the_institution_s_own_in_a_phrasing_is_a_note(words: str) -> None:
    (finding,) = found(faq(("怎么注册", "点注册。")), [words])
    assert (finding.kind, stops(finding)) == ("perhaps-personal", False)


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("邮箱sdzjkf@163.com没回", "请发到sdzjkf@163.com。"),
        ("0531-62345678打不通", "请打0531-62345678。"),
        ("13800138000打不通", "值班电话13800138000。"),
    ],
)
def test_what_an_answer_publishes_is_no_personal_data_in_a_phrasing(words: str, answer: str) -> None:
    assert "perhaps-personal" not in in_phrasing(words, answer)
    assert "personal-data" not in in_phrasing(words, answer)


@pytest.mark.parametrize("words", ["咨询电话：13800138000", "联系电话 138-0013-8000", "值班手机（工作日）13800138000"])
def test_a_mobile_number_that_an_answer_publishes_is_a_note(words: str) -> None:
    (finding,) = found(faq(("怎么注册", f"{words}。")))
    assert (finding.kind, finding.line, stops(finding)) == ("service-number", 3, False)


@pytest.mark.parametrize("words", ["请联系张老师13800138000", "咨询张老师，13800138000", "请致电13800138000"])
def test_a_mobile_number_of_somebody_stops(words: str) -> None:
    assert in_answer(f"{words}。") == ["personal-data"]


def test_the_hotline_is_the_institution_s_own() -> None:
    reading = read_profile(_filled_in(hotline="138-0013-8000"))
    assert reading.profile
    with using(reading.profile):
        assert in_answer("请找13800138000。") == []
        assert in_phrasing("13800138000打不通") == []
        assert list(check_profile(reading, "data/profile.yml")) == []


def test_a_number_in_the_profile_stops_at_its_line() -> None:
    text = _filled_in().replace("不客气，", "不客气，有事找小王13800138000，")
    (finding,) = check_profile(read_profile(text), "data/profile.yml")
    assert (finding.kind, stops(finding)) == ("personal-data", True)
    assert "13800138000" in text.split("\n")[finding.line - 1]


def test_a_number_in_a_title_stops_once() -> None:
    record = "answers:\n- {id: login_how, title: 怎么找13800138000, anchors: [怎么登录], answer_digest: abc}\n"
    text = CATALOG.replace("answers: []\n", record)
    (finding,) = found(faq(("怎么注册", "点注册。")), (), text)
    assert (finding.path.rpartition("/")[2], finding.line) == ("catalog.yml", 8)
    assert len(found(faq(("怎么找13800138000", "点注册。")), (), text)) == 1


def _filled_in(hotline: str = "") -> str:
    return TEMPLATE.read_text(encoding="utf-8").replace('hotline: ""', f'hotline: "{hotline}"')
