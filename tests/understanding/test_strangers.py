"""In a FAQ of few answers what is out of scope stands in for answers that are missing."""

from pathlib import Path

import numpy as np
import pytest

from tests.understanding.fake_encoder import FakeEncoder
from understanding.answer_texts import AnswerTexts, answer_texts
from understanding.answer_training import fit
from understanding.confidence import MEANING, names
from understanding.ranking import Ranker
from understanding.signs import Signs
from understanding.strangers import FEW_ANSWERS, FOR_EACH_ANSWER, WORTH_OFFERING, beside, cautious, strangers_of

OF_THE_PLACE = {
    "怎么办证": "faq/card", "办证要多久": "faq/card", "押金怎么退": "faq/deposit", "退押金": "faq/deposit",
    "你好": "greet", "您好啊": "greet",
}  # fmt: skip
OF_OTHERS = {"护照丢了怎么补": "out_of_scope", "天气怎么样": "out_of_scope"}
STATED = [("请带本人护照", "faq/card"), ("押金原路退回", "faq/deposit")]
FOREIGN = "我的护照丢了"


def signs(encoder: FakeEncoder) -> Signs:
    taught = {**OF_THE_PLACE, **OF_OTHERS}
    vectors = encoder.encode([*taught])
    model = fit([*taught], [*taught.values()], 1.0, 1, vectors)
    of_statements = encoder.encode([text for text, _ in STATED])
    return Signs(model, answer_texts(model.labels, [*taught.items()], STATED, of_statements, vectors))


def test_they_are_what_is_out_of_scope_and_none_where_there_are_answers_enough() -> None:
    labels, vectors = ["faq/a", "out_of_scope", "greet", "out_of_scope"], np.eye(4, dtype=np.float32)
    assert (strangers_of(labels, vectors) == vectors[[1, 3]]).all()
    assert len(strangers_of(labels, None)) == 0
    many = [f"faq/{number}" for number in range(FEW_ANSWERS)]
    assert len(strangers_of([*many, "out_of_scope"], np.eye(len(many) + 1, dtype=np.float32))) == 0


def test_an_answer_leads_over_the_nearest_stranger_at_most() -> None:
    at = {name: number for number, name in enumerate(names(MEANING))}
    features = np.zeros((3, len(at)), dtype=np.float32)
    features[:, at["stated"]], features[:, at["stated_lead"]], features[:, at["few"]] = 0.5, 0.4, 0.5
    features[1, at["stated_lead"]] = -0.3
    found = beside(features, np.array([True, True, False]), 5, 0.4)
    assert found[:, at["stated_lead"]] == pytest.approx([0.1 + 5 * FOR_EACH_ANSWER, -0.3, 0.4])
    assert found[:, at["stated_lead_if_few"]] == pytest.approx(found[:, at["stated_lead"]] * 0.5)
    assert features[0, at["stated_lead"]] == pytest.approx(0.4)


def test_what_is_doubted_is_worth_an_offer_and_no_answer() -> None:
    found = cautious(
        np.array([0.9, 0.9, 0.3, 0.8]), np.array([0.1, 0.7, 0.1, 0.1]), np.array([True, True, True, False])
    )
    assert found.tolist() == [WORTH_OFFERING, 0.7, 0.3, 0.8]


def test_a_message_of_others_is_given_an_answer_of_the_place_less_likely() -> None:
    encoder = FakeEncoder()
    read = signs(encoder)
    weighed = read.by_meaning([read.read(FOREIGN)], encoder.encode([FOREIGN]))[0]
    doubted = read.doubted(weighed, encoder.encode([FOREIGN])[0])
    assert doubted is not None
    lead = names(MEANING).index("stated_lead")
    assert doubted.features[:, lead].max() < weighed.features[:, lead].max()
    ranked = {one.label: one.confidence for one in Ranker(read, {}, encoder, 2.0, most=9).rank(FOREIGN)}
    assert ranked["faq/card"] <= WORTH_OFFERING


def test_they_are_kept_with_the_model_and_one_of_before_has_none(tmp_path: Path) -> None:
    texts = signs(FakeEncoder()).texts
    texts.save(tmp_path)
    kept = AnswerTexts.load(tmp_path)
    assert kept.strangers == pytest.approx(texts.strangers, abs=1e-3)
    with np.load(tmp_path / "texts.npz", allow_pickle=False) as held:
        np.savez(tmp_path / "texts.npz", **{name: held[name] for name in held.files if name != "strangers"})
    assert len(AnswerTexts.load(tmp_path).strangers) == 0
