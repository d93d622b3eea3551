from owner.live import profile
from owner.profile import AnswerTitle
from understanding.responses import served_variation

TITLES = {
    "a_one": AnswerTitle("第一问", "a", "甲", 1, 2, ("b_one", "gone"), {"": (3, 4), "unit": (3, 4, 9)}),
    "b_one": AnswerTitle("第三问", "b", "乙", 2, 0, (), {"": (7,)}),
}


def test_a_sentence_is_the_profile_s() -> None:
    trained = {"text": "sentences.thank", "metadata": {"outcome": "chat"}}
    assert served_variation("utter_thank", trained, profile(), TITLES) == {
        **trained,
        "text": profile().sentences["thank"],
    }
    assert served_variation("utter_unheard_of", trained, profile(), TITLES) == trained
    assert served_variation("thank", trained, profile(), TITLES) == trained


def test_an_answer_keeps_its_text_and_gets_title_lines_and_what_is_asked_next() -> None:
    trained = {"text": "原话", "metadata": {"faq_id": "a_one", "outcome": "answer", "title": "旧题", "faq_lines": [1]}}
    found = served_variation("utter_faq/a_one", trained, profile(), TITLES)
    assert found["text"] == "原话"
    shown = {"title": "第一问", "topic": "a", "topic_title": "甲", "topic_order": 1, "top": 2, "faq_lines": [3, 4]}
    assert found["metadata"] == {"faq_id": "a_one", "outcome": "answer", **shown}
    assert found["buttons"] == [{"title": "第三问", "payload": '/ask{{"faq_id": "b_one"}}'}]
    assert trained["metadata"] == {"faq_id": "a_one", "outcome": "answer", "title": "旧题", "faq_lines": [1]}


def test_the_text_for_a_role_has_lines_of_its_own() -> None:
    texts = [{"text": "", "metadata": {"role": role}} for role in ("unit", "department")]
    served = [served_variation("utter_faq/a_one", text, profile(), TITLES) for text in texts]
    lines = [variation["metadata"]["faq_lines"] for variation in served]
    assert lines == [[3, 4, 9], [3, 4]]


def test_an_answer_that_has_gone_from_the_index_stays_as_it_was_trained() -> None:
    trained = {"text": "原话", "metadata": {"faq_id": "c", "title": "旧题"}}
    assert served_variation("utter_faq/c", trained, profile(), TITLES) == trained
