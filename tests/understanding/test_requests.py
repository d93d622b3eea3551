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


def confidences(**of: float) -> Sequence[Ranked]:
    return [Ranked(f"faq/{name}", confidence) for name, confidence in of.items()]


def labels(text: str, whole: Sequence[Ranked]) -> list[str]:
    return [request.label for request in requests(read(text).parts(), whole, heard, 0.8)]


@pytest.mark.parametrize(
    "text",
    [
        "请问怎么注册,还有密码忘了怎么办",
        "怎么注册,密码忘了怎么办",
        "1.怎么注册 2.密码忘了",
        "怎么注册,再问一个,密码忘了",
        "注册不了,对了,密码忘了",
    ],
)
def test_two_clauses_with_two_requests(text: str) -> None:
    assert labels(text, confidences(register=0.6, password=0.3)) == ["faq/register", "faq/password"]


@pytest.mark.parametrize("text", ["我是一名老师,昨天才知道,请问怎么注册呢", "你好你好呀,请问怎么注册呢"])
def test_a_story_and_a_greeting_are_no_request(text: str) -> None:
    assert labels(text, heard(text)) == []


@pytest.mark.parametrize("text", ["前年就注册了,今年密码忘了怎么找回", "注册了好几年,今天想改密码"])
def test_how_it_came_about_is_no_request_beside_what_the_whole_is_clearly_about(text: str) -> None:
    assert labels(text, confidences(password=0.96, register=0.01)) == []
    assert labels(text, confidences(password=0.5, register=0.3)) == ["faq/register", "faq/password"]


def test_the_whole_may_be_less_clear_after_a_statement_than_after_a_question() -> None:
    whole = confidences(password=0.9, register=0.05)
    assert labels("去年就注册了,今天密码忘了", whole) == []
    assert labels("怎么注册账号啊,今天密码忘了", whole) == ["faq/register", "faq/password"]


@pytest.mark.parametrize("text", ["怎么注册账号啊,密码忘了怎么办", "注册了好几年,密码忘了"])
def test_what_the_whole_is_clearly_about_and_no_side_is_asked_alone(text: str) -> None:
    assert labels(text, confidences(phone=0.9)) == []


def test_what_is_announced_is_a_request_whatever_the_whole_is_about() -> None:
    assert labels("怎么注册账号啊,另外密码忘了怎么办", confidences(register=0.99)) == ["faq/register", "faq/password"]


def test_three_come_in_their_order_and_each_once() -> None:
    text = "密码忘了怎么办,另外怎么注册账号,还有密码在哪里改"
    assert labels(text, confidences(password=0.9)) == ["faq/password", "faq/register"]


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
        # A question may be what is not wanted.
        ("我没打算问怎么注册,密码忘了", {"faq/register"}, "密码忘了"),
        ("密码忘了,不是查注册要多少天", {"faq/register"}, "密码忘了"),
        ("跟怎么注册没关系,密码忘了", {"faq/register"}, "密码忘了"),
        ("密码忘了,怎么注册的事不用讲", {"faq/register"}, "密码忘了"),
        ("不用密码吗", set(), "不用密码吗"),
        ("不要查密码吗", set(), "不要查密码吗"),
        # 不是 denies beside what is wanted.
        ("密码忘了,不是注册", {"faq/register"}, "密码忘了"),
        ("请问我不是注册,密码忘了", {"faq/register"}, "密码忘了"),
        ("不是注册", set(), "不是注册"),
    ],
)
def test_what_is_denied_is_not_asked(text: str, labels_denied: set[str], rest: str) -> None:
    reading = read(text)
    found = denied(reading, heard, KNOWN, 0.8)
    assert found.labels == labels_denied
    assert reading.without(found.clauses) == rest


def test_a_known_question_denies_nothing() -> None:
    assert denied(read("不想注册"), heard, {"不想注册": "faq/other"}, 0.8).clauses == []


@pytest.mark.parametrize(("name", "topic"), [("调转", "transfer"), ("注册", "registration")])
def test_who_wants_nothing_of_a_topic_wants_none_of_its_answers(name: str, topic: str) -> None:
    def rank(_: str) -> Sequence[Ranked]:
        return [Ranked(f"faq/{topic}_how", 0.9)]

    found = denied(read(f"我不是{name},那个怎么弄"), rank, {}, 0.6)
    assert [clause.text for clause in found.clauses] == [f"我不是{name}"]
    assert len(found.labels) > 3
    assert all(label.startswith(f"faq/{topic}_") for label in found.labels)
