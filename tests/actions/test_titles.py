from typing import Any

from actions.titles import most_asked, titles


def test_titles_come_from_the_answers_only(domain: dict[str, Any]) -> None:
    assert [title.id for title in titles(domain)] == ["a_one", "a_two", "b_one"]


def test_a_button_brings_its_answer(domain: dict[str, Any]) -> None:
    assert titles(domain)[0].button == {"title": "第一问", "payload": '/ask{"faq_id": "a_one"}'}


def test_most_asked_first(domain: dict[str, Any]) -> None:
    assert [title.id for title in most_asked(titles(domain))] == ["b_one", "a_one"]
