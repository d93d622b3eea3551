import pytest

from understanding.labels import (
    CONTEXT,
    FAQ,
    answer_label,
    answer_response,
    answers_among,
    bare,
    context_label,
    context_response,
    contexts_among,
    intent_of,
    is_under,
    response_of,
)


@pytest.mark.parametrize(
    ("label", "intent", "name"), [("faq/a_b", FAQ, "a_b"), ("context/who", CONTEXT, "who"), ("greet", "greet", "greet")]
)
def test_a_label_is_an_intent_and_a_name(label: str, intent: str, name: str) -> None:
    assert (intent_of(label), bare(label)) == (intent, name)
    assert is_under(intent, label) == ("/" in label)


def test_labels_and_responses_have_the_form_that_rasa_gives_them() -> None:
    assert (answer_label("a"), context_label("a")) == ("faq/a", "context/a")
    assert (answer_response("a"), context_response("a")) == ("utter_faq/a", "utter_context/a")
    assert response_of(answer_label("a")) == answer_response("a")


def test_responses_are_told_apart_by_what_they_belong_to() -> None:
    responses = {answer_response("a"): 1, context_response("b"): 2, "utter_greet": 3}
    assert answers_among(responses.items()) == {"a": 1}
    assert contexts_among(responses.items()) == {"b": 2}
