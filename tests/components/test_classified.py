from collections.abc import Sequence

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.classified import MOST_CLAUSES, classified_message
from components.context.resolution import Scored
from understanding.labels import answer_label
from understanding.ranking import LOOKED_UP, LookedUp, Ranked


def rank(text: str) -> Sequence[Ranked]:
    return [] if text == "那个" else [Ranked("handoff" if "转人工" in text else answer_label("a_one"), 0.9)]


def clauses_of(text: str, intent: str) -> Sequence[Scored]:
    looked_up = LookedUp(rank, 0.75, 0.75)
    message = Message({TEXT: text, "intent": {"name": intent, "confidence": 0.6}, LOOKED_UP: looked_up})
    return classified_message(message).by_clause


@pytest.mark.parametrize("intent", ["nlu_fallback", "nlu_unsure", "staff", "complain"])
def test_the_clauses_of_an_unclear_message_have_their_labels(intent: str) -> None:
    labels = [Scored(answer_label("a_one"), 0.9), Scored("", 0.0), Scored("handoff", 0.9)]
    assert clauses_of("头像换不了，那个，转人工吧", intent) == labels


def test_those_of_a_clear_or_short_or_endless_message_are_not_looked_up() -> None:
    assert not clauses_of("头像换不了，转人工吧", "faq")
    assert not clauses_of("转人工吧", "nlu_fallback")
    assert not clauses_of("头像换不了，" * (MOST_CLAUSES + 1), "nlu_fallback")
    assert not classified_message(Message({TEXT: "头像换不了，转人工吧"})).by_clause
