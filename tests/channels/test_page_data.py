"""What the page is told of the running assistant."""

import gzip
import json
from collections.abc import Mapping, Sequence
from typing import Any

from channels.page_data import UNRANKED, FaqTitle, answerable_titles, faq_titles, page_data
from channels.page_words import NOTHING, TaughtWords, spellings
from owner.profile import AnswerTitle
from tests.frozen.titles import frozen_page_data
from tests.owner.builders import answer_title, library

LARGEST = 30_000
"""Bytes, compressed."""


def made(
    answers: Mapping[str, AnswerTitle], known: TaughtWords = NOTHING, reasons: Sequence[str] = ()
) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(
        page_data(library().assistant, answers, reasons, ["https://a.example"], 60, known)
    )
    return data


def test_titles_of_answers_once_and_in_the_order_of_the_menu() -> None:
    answers = {
        "b": answer_title("怎么登录", 2),
        "a": answer_title("怎么注册", 1, 1),
        "a2": answer_title("怎么注册", 1),
    }
    assert faq_titles(answers) == [FaqTitle("怎么注册", ("a", "a2"), 1), FaqTitle("怎么登录", ("b",), UNRANKED)]


def test_what_the_loaded_model_cannot_answer_is_not_offered() -> None:
    titles = {"a": answer_title("怎么注册"), "new": answer_title("还没有训练"), "thank": answer_title("谢谢")}
    assert list(answerable_titles(titles, {"utter_faq/a", "utter_faq/gone", "utter_thank"})) == ["a"]


def test_the_page_gets_names_sounds_reasons_and_origins() -> None:
    assert made({"a": answer_title("怎么注册")}, reasons=["看不明白"]) == {
        "assistant": {"name": "借书证小助手", "platform": "云州图书馆"},
        "titles": [{"title": "怎么注册", "sounds": "zen me zu ce", "wanted": 1}],
        "words": {},
        "spellings": spellings(),
        "reasons": ["看不明白"],
        "embed_origins": ["https://a.example"],
        "idle_minutes": 60,
        "staff_form": False,
    }


def test_what_is_asked_most_is_wanted_most_then_what_has_most_phrasings() -> None:
    answers = {
        "a": answer_title("甲"),
        "b": answer_title("乙", 1),
        "c": answer_title("丙", 2, 2),
        "d": answer_title("丁", 3, 1),
    }
    titles = made(answers, TaughtWords({"a": 3, "b": 9, "c": 1}, {}))["titles"]
    assert {title["title"]: title["wanted"] for title in titles} == {"丁": 1, "丙": 2, "乙": 3, "甲": 4}


def test_words_find_titles_by_number_rather_those_that_are_wanted() -> None:
    answers = {"a": answer_title("甲"), "b": answer_title("乙", top=1)}
    known = TaughtWords({}, {"打印": {"a": 10, "b": 9, "gone": 50}, "下载": {"a": 10, "b": 2}, "没了": {"gone": 5}})
    assert made(answers, known)["words"] == {"打印": [1, 0], "下载": [0, 1]}


def test_all_of_it_is_small() -> None:
    frozen = frozen_page_data()
    assert len(json.loads(frozen)["words"]) > 1_000
    assert len(json.loads(frozen)["titles"]) > 50
    assert len(gzip.compress(frozen)) < LARGEST
