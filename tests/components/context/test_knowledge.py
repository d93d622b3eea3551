from collections.abc import Mapping, Sequence
from typing import Any

from components.context.knowledge import Knowledge, Known, knowledge

RESPONSES: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "utter_faq/a_one": [
        {"text": "一", "metadata": {"topic": "a", "title": "甲", "asks": "role", "outcome": "answer"}},
        {"text": "二", "metadata": {"topic": "a", "role": "unit"}},
    ],
    "utter_faq/a_two": [{"text": "三", "metadata": {"topic": "a", "outcome": "handoff"}}],
    "utter_context/who": [{"text": "哪一项？", "metadata": {"choices": {"a_one": ["b"], "gone": ["a"]}}}],
    "utter_greet": [{"text": "您好"}],
    "utter_empty": [],
}


def test_it_is_read_from_the_first_variation() -> None:
    known = knowledge(RESPONSES)
    assert known.answers == {
        "a_one": Known("a", "甲", "role", sends_to=[]),
        "a_two": Known("a", promises_person=True, sends_to=[]),
    }
    assert known.contexts == {"who": {"a_one": ["b"]}}


def test_it_survives_being_stored() -> None:
    known = knowledge(RESPONSES)
    assert Knowledge.from_json(known.as_json()) == known


def test_answers_are_found_by_their_title_however_it_is_written() -> None:
    known = Knowledge(
        {"a": Known(title="证书打印"), "b": Known(title="证书打印？"), "c": Known(title="登录"), "d": Known()}
    )
    assert known.by_title == {"证书打印": ["a", "b"], "登录": ["c"]}
