"""What the page is told of the running assistant."""

import json

from rasa.shared.core.domain import Domain

from channels.page_data import faq_titles, page_data
from tests.running import ROOT


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
    assert list(faq_titles(responses).items()) == [("怎么注册", 1), ("怎么登录", 0)]


def test_the_page_gets_sounds_reasons_and_origins() -> None:
    made = page_data({"utter_faq/a": variations("怎么注册")}, ["看不明白"], ["https://a.example"], 60)
    assert json.loads(made) == {
        "titles": [{"title": "怎么注册", "sounds": "zen me zu ce", "top": 0}],
        "reasons": ["看不明白"],
        "embed_origins": ["https://a.example"],
        "idle_minutes": 60,
    }


def test_the_projects_own_titles() -> None:
    files = sorted((ROOT / "data/generated").glob("*.yml"))
    responses = {name: said for file in files for name, said in Domain.from_file(str(file)).responses.items()}
    titles = faq_titles(responses)
    assert len(titles) == len([name for name in responses if name.startswith("utter_faq/")])
