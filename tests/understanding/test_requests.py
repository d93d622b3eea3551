"""Two requests in one message."""

from collections.abc import Sequence

import pytest

from understanding.pieces import apart
from understanding.ranking import Ranked
from understanding.requests import requests, with_list_items
from zh.reading import read


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


def test_who_the_user_is_is_no_request_although_it_has_an_answer() -> None:
    def of_professions(text: str) -> Sequence[Ranked]:
        return [Ranked("faq/health", 0.9)] if text == "我是药房的药师" else heard(text)

    parts = read("我是药房的药师,怎么注册,密码忘了怎么办").parts()
    found = requests(parts, confidences(register=0.6, password=0.3), of_professions, 0.8)
    assert [request.label for request in found] == ["faq/register", "faq/password"]


@pytest.mark.parametrize(
    "text", ["我是药房的药师,怎么注册,还有密码忘了", "我是药房的药师,怎么注册,对了,密码忘了怎么办"]
)
def test_who_the_user_is_hides_no_request_beside_it(text: str) -> None:
    def of_professions(text: str) -> Sequence[Ranked]:
        return [Ranked("faq/health", 0.5), Ranked("faq/register", 0.4)] if "药师" in text else heard(text)

    found = requests(read(text).parts(), confidences(password=0.5, register=0.3), of_professions, 0.8)
    assert [request.label for request in found] == ["faq/register", "faq/password"]
    taken = apart(read(text).parts(), confidences(password=0.3), of_professions, 0.8)
    assert [request.label for request in taken.clear] == ["faq/register", "faq/password"]


@pytest.mark.parametrize("text", ["前年就注册了,今年密码忘了怎么找回", "注册了好几年,今天想改密码"])
def test_how_it_came_about_is_no_request_beside_what_the_whole_is_clearly_about(text: str) -> None:
    assert labels(text, confidences(password=0.96, register=0.01)) == []
    assert labels(text, confidences(password=0.5, register=0.3)) == ["faq/register", "faq/password"]


def test_a_story_of_one_topic_is_no_request_beside_its_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("understanding.requests._topic", lambda label: "account")
    whole = confidences(password=0.5, register=0.3)
    assert labels("去年就注册了,今天密码怎么改", whole) == []
    assert labels("怎么注册,密码怎么改", whole) == ["faq/register", "faq/password"]


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


UNCLEAR = [Ranked("faq/other", 0.4)]


@pytest.mark.parametrize(
    ("text", "clear", "rest"),
    [
        ("怎么注册,密码忘了怎么办,天气怎么样", ["faq/register", "faq/password"], True),
        ("怎么注册,你们的猫呢,另外密码忘了", ["faq/register", "faq/password"], True),
        ("怎么注册?我家的猫怎么叫", ["faq/register"], True),
        # What is only told belongs to the question before or after it.
        ("我刚来的,怎么注册,急死我了", [], False),
        ("我刚来的,单位让我办,怎么注册", [], False),
        ("天气怎么样,我家的猫怎么叫", [], False),
    ],
)
def test_of_an_unclear_message_the_clear_questions_are_taken(text: str, clear: list[str], rest: bool) -> None:
    def very(clause: str) -> Sequence[Ranked]:
        return [Ranked(one.label, min(1.0, one.confidence + 0.05)) for one in heard(clause)]

    found = apart(read(text).parts(), UNCLEAR, very, 0.8)
    assert [one.label for one in found.clear] == clear
    assert found.rest is rest
    assert [one.label for one in found.unclear] == (["faq/other"] * rest if clear else [])


def test_a_message_that_is_clear_is_not_taken_apart() -> None:
    assert not apart(read("怎么注册,我家的猫怎么叫").parts(), [Ranked("faq/register", 0.9)], heard, 0.8).clear


def test_a_list_is_taken_apart_at_its_marks() -> None:
    parts = with_list_items(read("三个事:怎么注册、密码忘了、猫叫什么").parts())
    assert [part.text for part in parts] == ["怎么注册", "密码忘了", "猫叫什么"]


def known(clause: str) -> Sequence[Ranked]:
    """The same where 怎么注册 is a known question."""
    return [Ranked("faq/register", 1.0)] if clause == "怎么注册" else heard(clause)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("怎么注册,填错了怎么撤回", ["faq/register", "faq/withdraw"]),
        ("填错了怎么撤回,怎么注册", ["faq/withdraw", "faq/register"]),
        ("怎么注册,填错了想撤回", []),
    ],
)
def test_a_known_question_is_asked_beside_what_the_whole_is_clearly_about(text: str, asked: list[str]) -> None:
    whole = confidences(withdraw=0.92, register=0.03)
    assert [request.label for request in requests(read(text).parts(), whole, known, 0.8)] == asked


def test_a_report_of_what_is_done_is_no_request() -> None:
    text = "密码有了,怎么注册"
    assert labels(text, confidences(register=0.5, password=0.4)) == []
    assert labels("密码忘了,怎么注册", confidences(register=0.5, password=0.4)) == ["faq/password", "faq/register"]


def test_a_statement_behind_a_question_mostly_belongs_to_it() -> None:
    whole = confidences(register=0.92, password=0.02)
    assert labels("怎么注册,弄个密码", whole) == []
    assert labels("怎么注册,密码怎么弄", whole) == ["faq/register", "faq/password"]
