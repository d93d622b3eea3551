"""What the page is told of the running assistant."""

import gzip
import json

from rasa.shared.core.domain import Domain

from channels.page_data import UNTOLD, FaqTitle, faq_titles, page_data
from channels.page_words import Taught, spellings
from tests.frozen.titles import frozen_page_data
from tests.running import ROOT

LARGEST = 30_000
"""Bytes, compressed."""


def variations(title: str | None, order: int = 0, top: int = 0) -> list[dict[str, object]]:
    return [{"text": "…", "metadata": {"title": title, "topic_order": order, "top": top}}]


def test_titles_of_answers_once_and_in_the_order_of_the_menu() -> None:
    responses = {
        "utter_faq/b": variations("怎么登录", 2),
        "utter_faq/a": variations("怎么注册", 1, 1),
        "utter_faq/a2": variations("怎么注册", 1),
        "utter_faq/untitled": variations(None),
        "utter_faq/bare": [{"text": "…"}],
        "utter_greet": variations("您好"),
    }
    assert faq_titles(responses) == [FaqTitle("怎么注册", ("a", "a2"), 1), FaqTitle("怎么登录", ("b",), UNTOLD)]


def test_the_page_gets_sounds_reasons_and_origins() -> None:
    made = page_data({"utter_faq/a": variations("怎么注册")}, ["看不明白"], ["https://a.example"], 60)
    assert json.loads(made) == {
        "titles": [{"title": "怎么注册", "sounds": "zen me zu ce", "wanted": 1}],
        "words": {},
        "spellings": spellings(),
        "reasons": ["看不明白"],
        "embed_origins": ["https://a.example"],
        "idle_minutes": 60,
    }


def test_the_projects_own_titles() -> None:
    files = sorted((ROOT / "data/generated").glob("*.yml"))
    responses = {name: said for file in files for name, said in Domain.from_file(str(file)).responses.items()}
    titles = faq_titles(responses)
    assert len(titles) == len([name for name in responses if name.startswith("utter_faq/")])


def test_what_is_asked_most_is_wanted_most_then_what_has_most_phrasings() -> None:
    titled = {"a": variations("甲"), "b": variations("乙", 1), "c": variations("丙", 2, 2), "d": variations("丁", 3, 1)}
    responses = {f"utter_faq/{id_}": said for id_, said in titled.items()}
    made = json.loads(page_data(responses, [], [], 0, Taught({"a": 3, "b": 9, "c": 1}, {})))
    assert {one["title"]: one["wanted"] for one in made["titles"]} == {"丁": 1, "丙": 2, "乙": 3, "甲": 4}


def test_words_find_titles_by_number_rather_those_that_are_wanted() -> None:
    responses = {f"utter_faq/{id_}": variations(title, top=top) for id_, title, top in (("a", "甲", 0), ("b", "乙", 1))}
    known = Taught({}, {"打印": {"a": 10, "b": 9, "gone": 50}, "下载": {"a": 10, "b": 2}, "没了": {"gone": 5}})
    assert json.loads(page_data(responses, [], [], 0, known))["words"] == {"打印": [1, 0], "下载": [0, 1]}


def test_all_of_it_is_small() -> None:
    made = frozen_page_data()
    assert len(json.loads(made)["words"]) > 1_000
    assert len(gzip.compress(made)) < LARGEST
