"""What a message denies."""

from collections.abc import Sequence

import pytest

from understanding.denials import denied
from understanding.ranking import Ranked
from zh.reading import read

KNOWN = {"没收到密码怎么办": "faq/password"}


def heard(clause: str) -> Sequence[Ranked]:
    """A stand-in for the classifier that knows two words."""
    for word, label in (("注册", "faq/register"), ("密码", "faq/password"), ("你好", "greet")):
        if word in clause:
            return [Ranked(label, 0.9)]
    return [Ranked("faq/other", 0.3)]


@pytest.mark.parametrize(
    ("text", "labels_denied", "rest"),
    [
        ("不是要注册，密码忘了", {"faq/register"}, "密码忘了"),
        ("我没说注册，我说密码", {"faq/register"}, "我说密码"),
        ("没有忘记密码，就是登不上", {"faq/password"}, "登不上"),
        ("我不想注册", {"faq/register"}, ""),
        # What is not so is the trouble itself.
        ("没有密码，怎么登录", set(), "没有密码，怎么登录"),
        ("没收到密码", set(), "没收到密码"),
        ("没有收到密码，是手机号停用了", set(), "没有收到密码，手机号停用了"),
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
        # The rest asks for the same: it is said twice.
        ("密码能不能自己定,不要系统发的密码", set(), "密码能不能自己定,不要系统发的密码"),
        ("不想用这个密码了,密码在哪改", set(), "不想用这个密码了,密码在哪改"),
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
    def rank(text: str) -> Sequence[Ranked]:
        return [Ranked(f"faq/{topic}_how", 0.9)] if name in text else []

    found = denied(read(f"我不是{name},那个怎么弄"), rank, {}, 0.6)
    assert [clause.text for clause in found.clauses] == [f"我不是{name}"]
    assert len(found.labels) > 3
    assert all(label.startswith(f"faq/{topic}_") for label in found.labels)
