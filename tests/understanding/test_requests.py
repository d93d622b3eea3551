"""Two requests in one message."""

from collections.abc import Sequence

import pytest

from understanding.ranking import Ranked
from understanding.requests import denied, one_request, requests
from zh.reading import read

KNOWN = {"没收到密码怎么办": "faq/password"}


def heard(clause: str) -> Sequence[Ranked]:
    """A stand-in for the classifier that knows two words."""
    for word, label in (("注册", "faq/register"), ("密码", "faq/password"), ("你好", "greet")):
        if word in clause:
            return [Ranked(label, 0.9)]
    return [Ranked("faq/other", 0.3)]


def labels(text: str, *whole: Ranked) -> list[str]:
    return [request.label for request in requests(read(text).parts(), whole, heard, 0.8)]


def test_two_clauses_with_two_requests() -> None:
    assert labels("请问怎么注册，还有密码忘了怎么办") == ["faq/register", "faq/password"]


def test_one_request_in_a_story_is_one() -> None:
    assert labels("我是一名老师，昨天才知道，请问怎么注册呢") == []


def test_a_greeting_is_no_request() -> None:
    assert labels("你好你好呀，请问怎么注册呢") == []


@pytest.mark.parametrize(
    ("whole", "first"),
    [
        (Ranked("faq/password", 0.9), "faq/register"),
        (Ranked("faq/password", 0.5), "faq/register"),
        (Ranked("faq/phone", 0.9), "faq/phone"),
        (Ranked("greet", 0.9), "faq/register"),
    ],
)
def test_they_come_in_their_order_behind_what_only_the_whole_message_is_about(whole: Ranked, first: str) -> None:
    found = labels("请问怎么注册，还有密码忘了怎么办", whole)
    assert found[0] == first
    assert {"faq/register", "faq/password"} <= set(found)


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


@pytest.mark.parametrize(
    ("text", "labels_denied", "rest"),
    [
        ("不是要注册，密码忘了", {"faq/register"}, "密码忘了"),
        ("我没说注册，我说密码", {"faq/register"}, "我说密码"),
        ("没有忘记密码，就是登不上", {"faq/password"}, "就是登不上"),
        ("我不想注册", {"faq/register"}, ""),
        # What is not so is the trouble itself.
        ("没有密码，怎么登录", set(), "没有密码，怎么登录"),
        ("没收到密码", set(), "没收到密码"),
        ("没有收到密码，是手机号停用了", set(), "没有收到密码，是手机号停用了"),
        ("不要钱", set(), "不要钱"),
        ("不想注册了怎么办", set(), "不想注册了怎么办"),
    ],
)
def test_what_is_denied_is_not_asked(text: str, labels_denied: set[str], rest: str) -> None:
    reading = read(text)
    found = denied(reading, heard, KNOWN, 0.8)
    assert found.labels == labels_denied
    assert reading.without(found.clauses) == rest


def test_a_known_question_denies_nothing() -> None:
    assert denied(read("不想注册"), heard, {"不想注册": "faq/other"}, 0.8).clauses == []
