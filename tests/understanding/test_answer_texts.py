"""What an answer says helps to find it, by its words and by its meaning."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.understanding.fake_encoder import FakeEncoder
from understanding.answer_texts import NOTHING_STATED, AnswerTexts, answer_texts, statements, statements_of
from zh.fold import fold
from zh.ngrams import ngrams

LABELS = ("faq/card", "faq/deposit", "greet")
EXAMPLES = [("怎么办证", "faq/card"), ("押金怎么退", "faq/deposit"), ("你好", "greet")]
RESPONSES: dict[str, list[dict[str, Any]]] = {
    "utter_faq/card": [{"text": "请带身份证原件，到一楼办理。当场拍照", "metadata": {"title": "办读者证"}}],
    "utter_faq/deposit": [{"text": "原路退回"}],
    "utter_greet": [{"text": "您好"}],
}


def texts() -> tuple[AnswerTexts, FakeEncoder]:
    encoder, stated = FakeEncoder(), statements_of(RESPONSES, LABELS)
    return answer_texts(LABELS, EXAMPLES, stated, encoder.encode([text for text, _ in stated])), encoder


def test_an_answer_is_taken_apart_into_sentences_and_clauses() -> None:
    assert statements("请带身份证原件，到一楼办理。当场拍照。https://a.example/b?c=1\n是") == [
        "请带身份证原件,到一楼办理", "请带身份证原件", "到一楼办理", "当场拍照",
    ]  # fmt: skip


def test_the_text_and_the_title_of_answers_alone_count() -> None:
    stated = statements_of(RESPONSES, LABELS)
    assert ("办读者证", "faq/card") in stated
    assert {label for _, label in stated} == {"faq/card", "faq/deposit"}


def test_a_detail_that_only_the_answer_names_finds_it_by_its_words() -> None:
    model, _ = texts()
    covered, known = model.covered(ngrams(fold("现场要拍照吗")))
    assert np.argmax(covered) == 0
    assert 0 < covered[0] <= known < 1


def test_and_by_its_meaning() -> None:
    model, encoder = texts()
    stated = model.stated(encoder.encode(["身份证原件带不带"])[0])
    assert np.argmax(stated) == 0
    assert stated[2] == pytest.approx(NOTHING_STATED)


def test_words_that_nobody_said_are_not_known() -> None:
    covered, known = texts()[0].covered(ngrams("火锅"))
    # Every text has a beginning and an end.
    assert known == pytest.approx(covered.max())
    assert known < 0.1


def test_without_an_encoder_words_alone_count() -> None:
    model = answer_texts(LABELS, EXAMPLES, statements_of(RESPONSES, LABELS))
    assert model.covered(ngrams("拍照"))[0][0] > 0.7
    assert model.stated(np.ones(3, dtype=np.float32)) == pytest.approx([NOTHING_STATED] * 3)


def test_saved_and_loaded_it_is_the_same(tmp_path: Path) -> None:
    model, encoder = texts()
    model.save(tmp_path)
    again, vector = AnswerTexts.load(tmp_path), encoder.encode(["怎么退"])[0]
    assert again.covered(ngrams("押金退"))[0] == pytest.approx(model.covered(ngrams("押金退"))[0])
    assert again.stated(vector) == pytest.approx(model.stated(vector), abs=1e-3)
