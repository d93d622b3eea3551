"""What decides a message with one request."""

from collections.abc import Sequence

import pytest

from understanding.one_request import UNSURE, asked_there, beside_strange, one_request
from understanding.ranking import Ranked
from zh.reading import read


def heard(clause: str) -> Sequence[Ranked]:
    """A stand-in for the classifier that knows two words."""
    for word, label in (("注册", "faq/register"), ("密码", "faq/password")):
        if word in clause:
            return [Ranked(label, 0.9)]
    return [Ranked("faq/other", 0.3)]


def known(clause: str) -> Sequence[Ranked]:
    """The same where 怎么注册 is a known question."""
    return [Ranked("faq/register", 1.0)] if clause == "怎么注册" else heard(clause)


def test_who_says_what_they_are_asks_for_the_trouble_that_follows() -> None:
    parts = read("泰安中心医院大夫 急 密码没了").parts()
    stated = [Ranked("inform", 0.4), Ranked("out_of_scope", 0.3), Ranked("faq/other", 0.2)]
    assert one_request(parts, stated, heard, 0.7, 0.8) == heard("密码")
    doubtful = [Ranked("out_of_scope", 0.4), Ranked("inform", 0.3), Ranked("faq/other", 0.2)]
    assert one_request(parts, doubtful, heard, 0.7, 0.8) == doubtful


def heard_beside(clause: str) -> Sequence[Ranked]:
    """A stand-in that also knows small talk, statements and asking for a person."""
    for words, ranked in (("转人工", ("handoff", 1.0)), ("投诉", ("complain", 0.9)), ("老师", ("inform", 0.9))):
        if clause.startswith(words) or clause.endswith(words):
            return [Ranked(*ranked)]
    return heard(clause)


@pytest.mark.parametrize("text", ["我要注册 小学老师", "密码忘了 小学老师"])
def test_who_asks_does_not_hide_what_is_asked(text: str) -> None:
    unclear = [Ranked("out_of_scope", 0.5), Ranked("inform", 0.3)]
    assert one_request(read(text).parts(), unclear, heard_beside, 0.7, 0.8)[0].confidence == 0.9


def test_two_other_matters_beside_who_asks_decide_nothing() -> None:
    unclear = [Ranked("out_of_scope", 0.5), Ranked("inform", 0.3)]
    parts = read("我要注册 小学老师 密码忘了").parts()
    assert one_request(parts, unclear, heard_beside, 0.7, 0.8) == unclear


def test_a_person_is_called_beside_a_complaint() -> None:
    reading = read("转人工 投诉你")
    whole = [Ranked("complain", 0.97)]
    short = reading.parts(shortest=2)
    assert one_request(reading.parts(), whole, heard_beside, 0.7, 0.8, short)[0].label == "handoff"
    sure = [Ranked("faq/register", 0.97)]
    assert one_request(reading.parts(), sure, heard_beside, 0.7, 0.8, short) == sure


def test_the_only_clause_that_asks_decides_for_an_unclear_whole() -> None:
    whole = [Ranked("faq/other", 0.5), Ranked("faq/password", 0.2)]
    assert one_request(read("老百姓天天来找我，密码怎么找回").parts(), whole, heard, 0.7, 0.8) == [
        Ranked("faq/password", 0.9)
    ]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        # clear as a whole
        ("老百姓天天来找我，密码怎么找回", [Ranked("faq/other", 0.7), Ranked("faq/password", 0.2)]),
        # the clause means something that the whole does not
        ("老百姓天天来找我，密码怎么找回", [Ranked("faq/other", 0.5)]),
        # two that ask
        ("证书怎么打印，密码怎么找回", [Ranked("faq/other", 0.5), Ranked("faq/password", 0.2)]),
        # one clause
        ("密码怎么找回", [Ranked("faq/other", 0.5), Ranked("faq/password", 0.2)]),
    ],
)
def test_else_the_whole_message_counts(text: str, whole: list[Ranked]) -> None:
    assert one_request(read(text).parts(), whole, heard, 0.7, 0.8) == whole


def test_behind_a_story_the_question_without_a_subject_counts() -> None:
    def ask(clause: str) -> Sequence[Ranked]:
        return [Ranked("context/who_reviews", 0.95)] if "审核" in clause else [Ranked("out_of_scope", 0.9)]

    whole = [Ranked("out_of_scope", 0.8), Ranked("context/who_reviews", 0.1)]
    found = one_request(read("换浏览器好了,那谁审核").parts(), whole, ask, 0.7, 0.8)
    assert found[0].label == "context/who_reviews"


@pytest.mark.parametrize(
    ("text", "label"),
    [("我是社区医院的大夫,谁来审核", "context/who_reviews"), ("我交了调转申请,谁来审核", "faq/health")],
)
def test_a_profession_with_an_answer_of_its_own_leaves_the_question_to_the_topic(text: str, label: str) -> None:
    def ask(clause: str) -> Sequence[Ranked]:
        return [Ranked("context/who_reviews", 1.0)] if clause == "谁来审核" else [Ranked("out_of_scope", 0.9)]

    assert one_request(read(text).parts(), [Ranked("faq/health", 0.8)], ask, 0.7, 0.8)[0].label == label


def test_where_it_is_asked_decides_nothing() -> None:
    clear, others = [Ranked("faq/register", 0.95)], [Ranked("faq/other", 0.6), Ranked("faq/register", 0.2)]
    # Clear by itself, or about something else than what stands behind the place.
    assert asked_there("怎么注册", clear, heard, 0.7) == clear
    assert asked_there("密码", others, heard, 0.7) == others
    assert asked_there("", others, heard, 0.7) == others
    assert asked_there("怎么注册", others, heard, 0.7) == heard("注册")


def test_behind_a_place_stands_what_a_message_hardly_fits_otherwise() -> None:
    nothing = [Ranked("out_of_scope", 0.9), Ranked("faq/other", 0.1)]
    assert asked_there("天气", nothing, heard, 0.7) == heard("天气")
    assert asked_there("天气", nothing, lambda _: [Ranked("out_of_scope", 1.0)], 0.7) == nothing
    may_be = [Ranked("faq/password", 0.25), Ranked("out_of_scope", 0.2)]
    assert asked_there("天气", may_be, heard, 0.7) == may_be


def test_a_very_clear_question_is_one_also_behind_a_story() -> None:
    story = [Ranked("out_of_scope", 0.9), Ranked("faq/other", 0.1)]
    parts = read("问了一圈没人管我,怎么注册").parts()
    assert one_request(parts, story, known, 0.7, 0.8) == known("怎么注册")
    assert one_request(parts, story, heard, 0.7, 0.8) == story


def test_a_short_clause_that_asks_decides_too() -> None:
    def ask(clause: str) -> Sequence[Ranked]:
        return [Ranked("context/who_reviews", 1.0)] if clause == "谁审" else [Ranked("out_of_scope", 0.9)]

    whole = [Ranked("out_of_scope", 0.9), Ranked("context/who_reviews", 0.03)]
    reading = read("搜到了提交了 谁审")
    found = one_request(reading.parts(), whole, ask, 0.6, 0.75, reading.parts(shortest=2))
    assert found[0].label == "context/who_reviews"


def test_a_short_clause_that_only_tells_does_not() -> None:
    def slip(clause: str) -> Sequence[Ranked]:
        return [Ranked("faq/slider", 0.97)] if clause == "手滑" else [Ranked("out_of_scope", 0.9)]

    whole = [Ranked("out_of_scope", 0.8), Ranked("faq/slider", 0.06)]
    reading = read("弄了 填成中医院了 手滑")
    assert one_request(reading.parts(), whole, slip, 0.6, 0.75, reading.parts(shortest=2)) == whole


@pytest.mark.parametrize(
    ("best", "alone", "decides"),
    [("out_of_scope", 0.8, True), ("out_of_scope", 0.7, False), ("faq/other", 0.65, True), ("faq/other", 0.5, False)],
)
def test_a_clause_decides_sooner_for_the_likeliest_answer_of_the_whole(best: str, alone: float, decides: bool) -> None:
    def review(clause: str) -> Sequence[Ranked]:
        return [Ranked("faq/review", alone)] if "审核中" in clause else [Ranked("out_of_scope", 0.9)]

    unclear = [Ranked("out_of_scope", 0.7)] if best == "out_of_scope" else [Ranked("hold", 0.4)]
    whole = [*unclear, Ranked("faq/review", 0.18)]
    found = one_request(read("换了浏览器好了 现在又说审核中").parts(), whole, review, 0.6, 0.75)
    assert (found != whole) is decides


def test_a_wish_for_a_person_decides_at_the_end() -> None:
    def wish(clause: str) -> Sequence[Ranked]:
        return [Ranked("handoff", 0.98)] if "个人" in clause else [Ranked("out_of_scope", 0.9)]

    whole = [Ranked("out_of_scope", 0.7), Ranked("faq/phone", 0.28)]
    assert one_request(read("电话也打不通 快给我找个人").parts(), whole, wish, 0.6, 0.75)[0].label == "handoff"


@pytest.mark.parametrize(
    ("text", "confidence", "strange", "is_unsure"),
    [
        ("名字里有个生僻字，证书上显示成了问号", 0.75, 0.9, True),
        # Sure enough, whatever stands beside it.
        ("名字里有个生僻字，证书上显示成了问号", 0.9, 0.9, False),
        # It may belong to the matter.
        ("名字里有个生僻字，证书上显示成了问号", 0.75, 0.6, False),
        ("证书上显示成了问号", 0.75, 0.9, False),
        # Not answered anyway.
        ("名字里有个生僻字，证书上显示成了问号", 0.65, 0.9, False),
    ],
)
def test_a_clause_about_something_else_makes_a_hardly_sure_answer_an_offer(
    text: str, confidence: float, strange: float, is_unsure: bool
) -> None:
    def ask(clause: str) -> Sequence[Ranked]:
        return [Ranked("out_of_scope", strange) if "证书" in clause else Ranked("faq/name", 0.9)]

    whole = [Ranked("faq/name", confidence), Ranked("faq/print", 0.1)]
    unsure = [Ranked("faq/name", UNSURE * 0.7), Ranked("faq/print", 0.1)]
    assert beside_strange(read(text).parts(), whole, ask, 0.7) == (unsure if is_unsure else whole)


@pytest.mark.parametrize(("confidence", "decides"), [(0.85, False), (0.95, True)])
def test_a_question_in_words_of_small_talk_is_another_matter(confidence: float, decides: bool) -> None:
    def heard_so(clause: str) -> Sequence[Ranked]:
        return [Ranked("continue", confidence)] if clause == "后面还用接着学吗" else heard(clause)

    parts = read("注册已经弄好了,后面还用接着学吗").parts()
    strange = [Ranked("out_of_scope", 0.4), Ranked("faq/other", 0.3)]
    found = one_request(parts, strange, heard_so, 0.7, 0.8)
    assert (found[0].label == "faq/register") is decides
