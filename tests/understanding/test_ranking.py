"""The ranking of a message, in the form Rasa reads."""

from understanding.confidence import Calibration
from understanding.label_training import fit
from understanding.ranking import Ranked, as_rasa, rank

CALIBRATION = Calibration(score=1.0, lead=1.0, out_of_scope=0.0, length=0.0, bias=0.0)


def test_a_known_question_is_certain() -> None:
    model = fit(["怎么注册", "忘记密码", "你好"], ["faq/a", "faq/b", "greet"], strength=1.0, rarest=1)
    ranked = rank("怎麼註冊？？", model, {"怎么注册": "faq/a"}, CALIBRATION, 3)
    assert ranked[0] == Ranked("faq/a", 1.0)
    assert {r.label for r in ranked[1:]} == {"faq/b", "greet"}


def test_an_unknown_question_is_never_certain() -> None:
    model = fit(["怎么注册", "忘记密码", "你好"], ["faq/a", "faq/b", "greet"], strength=1.0, rarest=1)
    best = rank("在哪注册", model, {}, CALIBRATION, 1)[0]
    assert best.label == "faq/a"
    assert 0 < best.confidence < 1


def test_nothing_ranked_is_no_intent() -> None:
    assert as_rasa([], 3)["intent"] == {"name": None, "confidence": 0.0}


def test_the_intent_faq_has_the_confidence_of_its_best_answer() -> None:
    properties = as_rasa([Ranked("faq/a", 0.5), Ranked("greet", 0.3), Ranked("faq/b", 0.2)], 3)
    assert properties["intent"] == {"name": "faq", "confidence": 0.5}
    assert [i["name"] for i in properties["intent_ranking"]] == ["faq", "greet"]


def test_the_stock_utter_faq_finds_its_response() -> None:
    selected = as_rasa([Ranked("greet", 0.6), Ranked("faq/b", 0.4)], 3)["response_selector"]["faq"]
    assert selected["response"]["utter_action"] == "utter_faq/b"
    assert selected["ranking"] == [{"intent_response_key": "faq/b", "confidence": 0.4}]


def test_questions_without_a_subject_are_ranked_beside_the_answers() -> None:
    selected = as_rasa([Ranked("context/who", 0.6), Ranked("faq/b", 0.4)], 3)["response_selector"]
    assert selected["all_retrieval_intents"] == ["faq", "context"]
    assert selected["context"]["ranking"] == [{"intent_response_key": "context/who", "confidence": 0.6}]
