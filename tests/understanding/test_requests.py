"""Two requests in one message."""

from collections.abc import Sequence

import pytest

from understanding.ranking import Ranked
from understanding.requests import one_request, requests


def heard(clause: str) -> Sequence[Ranked]:
    """A stand-in for the classifier that knows two words."""
    for word, label in (("注册", "faq/register"), ("密码", "faq/password"), ("你好", "greet")):
        if word in clause:
            return [Ranked(label, 0.9)]
    return [Ranked("faq/other", 0.3)]


def labels(text: str, *whole: Ranked) -> list[str]:
    return [request.label for request in requests(text, whole, heard, 0.8)]


def test_two_clauses_with_two_requests() -> None:
    assert labels("请问怎么注册，还有密码忘了怎么办") == ["faq/register", "faq/password"]


def test_one_request_in_a_story_is_one() -> None:
    assert labels("我是一名老师，昨天才知道，请问怎么注册呢") == []


def test_a_greeting_is_no_request() -> None:
    assert labels("你好你好呀，请问怎么注册呢") == []


@pytest.mark.parametrize(
    ("whole", "first"),
    [
        (Ranked("faq/password", 0.9), "faq/password"),
        (Ranked("faq/password", 0.5), "faq/register"),
        (Ranked("faq/phone", 0.9), "faq/phone"),
        (Ranked("greet", 0.9), "faq/register"),
    ],
)
def test_what_the_whole_message_is_clearly_about_comes_first(whole: Ranked, first: str) -> None:
    found = labels("请问怎么注册，还有密码忘了怎么办", whole)
    assert found[0] == first
    assert {"faq/register", "faq/password"} <= set(found)


def test_the_only_clause_that_asks_decides_for_an_unclear_whole() -> None:
    whole = [Ranked("faq/other", 0.5), Ranked("faq/password", 0.2)]
    assert one_request("老百姓天天来找我，密码怎么找回", whole, heard, 0.7, 0.8) == [Ranked("faq/password", 0.9)]


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
    assert one_request(text, whole, heard, 0.7, 0.8) == whole
