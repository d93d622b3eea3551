from collections.abc import Sequence
from pathlib import Path

import pytest

from components.spelling import Spelling
from understanding.ranking import Ranked

SPELLING = Spelling.knowing(["证书怎么下载", "忘记密码怎么办"] * 30)
CLEAR_AT = 0.75


def rank(text: str) -> Sequence[Ranked]:
    """A stand-in for the classifier that knows one word, and one that nothing answers."""
    if "证书" in text:
        return [Ranked("faq/certificate", 0.9)]
    return [Ranked("out_of_scope", 0.9)] if "密码" in text else [Ranked("faq/certificate", 0.4)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("zhengshu zenme xiazai", "证书怎么下载"),
        ("正书怎么下栽", "证书怎么下载"),
        # It would be clear only that nothing answers it.
        ("忘记蜜码怎么办", "忘记蜜码怎么办"),
        # It is clear as it is.
        ("证书怎么下栽", "证书怎么下栽"),
    ],
)
def test_a_spelling_is_read_in_known_words_if_that_makes_it_clear(typed: str, read: str) -> None:
    assert SPELLING.read(typed, rank, CLEAR_AT) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("算了不说这个了 正书怎么下载", "算了不说这个了 证书怎么下载"),
        # The clause is clear as it is, or another word of it is not known.
        ("算了不说这个了 证书怎么下栽", "算了不说这个了 证书怎么下栽"),
        ("算了不说这个了 忘记蜜码怎么办", "算了不说这个了 忘记蜜码怎么办"),
    ],
)
def test_one_clause_of_several_may_become_clear(typed: str, read: str) -> None:
    def by_clause(text: str) -> Sequence[Ranked]:
        return [Ranked("out_of_scope", 0.7)] if "不说" in text else rank(text)

    assert SPELLING.read(typed, by_clause, CLEAR_AT) == read


def test_what_stays_unclear_is_left() -> None:
    assert SPELLING.read("正书怎么下栽", lambda text: [Ranked("faq/certificate", 0.5)], CLEAR_AT) == "正书怎么下栽"


def test_it_is_stored(tmp_path: Path) -> None:
    SPELLING.save(tmp_path)
    assert Spelling.load(tmp_path) == SPELLING
