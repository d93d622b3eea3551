"""What speaks for an answer: its border, its nearest examples and its prototype."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.understanding.fake_encoder import FakeEncoder
from understanding.answer_model import AnswerModel, mean_of_nearest
from understanding.answer_training import fit
from zh.fold import fold
from zh.ngrams import ngrams

EXAMPLES = [
    *((text, "faq/invoice") for text in ("怎么开发票", "发票抬头写错了", "发票在哪里领")),
    *((text, "faq/register") for text in ("怎么注册", "在哪里注册", "注册不了", "注册要什么材料")),
    *((text, "faq/password") for text in ("忘记密码", "密码错误", "怎么改密码", "密码在哪里改", "密码找回来")),
    *((text, "out_of_scope") for text in ("今天天气", "在哪里吃饭", "怎么去北京")),
]
"""An answer of three examples among others."""


def trained(meaning: bool = True) -> tuple[AnswerModel, FakeEncoder]:
    encoder = FakeEncoder()
    texts, labels = [text for text, _ in EXAMPLES], [label for _, label in EXAMPLES]
    return fit(list(map(fold, texts)), labels, 1.0, 1, encoder.encode(texts) if meaning else None), encoder


def test_the_mean_of_the_nearest_of_each_label() -> None:
    cosines = np.array([0.1, 0.9, 0.3, 0.5, 0.5, 0.5, 0.5, 0.2], dtype=np.float32)
    assert mean_of_nearest(cosines, np.array([0, 3, 7])) == pytest.approx([1.3 / 3, 0.5, 0.2])


def test_the_mean_of_the_nearest_with_cosines_below_zero_and_labels_of_few_examples() -> None:
    cosines = np.array([-0.5, -0.1, -0.3, -0.2, 0.4, -0.4, 0.0, -0.6, -0.6], dtype=np.float32)
    starts = np.array([0, 4, 6, 7])
    wanted = [(-0.1 - 0.2 - 0.3) / 3, 0.0, 0.0, -0.6]
    assert mean_of_nearest(cosines, starts) == pytest.approx(wanted, abs=1e-6)


def test_cosines_are_those_of_the_whole_matrix() -> None:
    """Pieces that all examples have, such as their beginning, are added without their columns."""
    words = trained(meaning=False)[0].words
    assert max(np.diff(words.rows.indptr)) == words.rows.shape[1]
    for text in ("怎么开发票", "注册", "火锅"):
        counted = ngrams(fold(text))
        whole = np.asarray((words.matrix([counted]) @ words.rows).todense())[0]
        assert words.cosines(counted) == pytest.approx(whole, abs=1e-6)
    assert words.cosines(Counter()) == pytest.approx(np.zeros(words.rows.shape[1]))


def test_words_tell_an_answer() -> None:
    model, _ = trained(meaning=False)
    nearest = model.signs(model.by_words(ngrams(fold("发票丢了在哪里补"))))[:, 1]
    assert model.labels[int(np.argmax(nearest))] == "faq/invoice"


def test_what_all_say_tells_little() -> None:
    """在哪里 stands under four labels, 注册 under one."""
    model, _ = trained(meaning=False)
    weights = dict(zip(model.words.vocabulary, model.words.weights, strict=True))
    assert weights["注册"] > 1.2 * weights["在哪"]


def test_meaning_tells_an_answer_whose_words_nobody_taught() -> None:
    model, encoder = trained()
    signs = model.signs_with_meaning([model.by_words(ngrams(fold("收据写错了")))], encoder.encode(["收据写错了"]))[0]
    assert [model.labels[int(at)] for at in np.argmax(signs[:, 1:], axis=0)] == ["faq/invoice"] * 2


def test_without_an_encoder_it_has_no_meaning() -> None:
    model, encoder = trained(meaning=False)
    with pytest.raises(ValueError, match="without a sentence encoder"):
        model.signs_with_meaning([model.by_words(ngrams("发票"))], encoder.encode(["发票"]))


@pytest.mark.parametrize("meaning", [True, False])
def test_saved_and_loaded_signs_are_nearly_the_same(tmp_path: Path, meaning: bool) -> None:
    model, encoder = trained(meaning)
    model.save(tmp_path)
    again = AnswerModel.load(tmp_path)
    assert (again.meaning is not None) == meaning
    assert list(again.counts) == [3, 5, 4, 3]
    for text in ("发票怎么开", "密码", "完全没见过"):
        read, read_again = model.by_words(ngrams(fold(text))), again.by_words(ngrams(fold(text)))
        assert again.signs(read_again) == pytest.approx(model.signs(read), abs=0.05)
        if meaning:
            vector = encoder.encode([text])[0]
            known = model.signs_with_meaning([read], vector[None])[0]
            assert again.signs_with_meaning([read_again], vector[None])[0] == pytest.approx(known, abs=0.05)


def test_a_last_example_without_a_piece_is_kept_at_its_place(tmp_path: Path) -> None:
    model, _ = trained(meaning=False)
    rows = model.words.rows.tolil()
    rows[:, -1] = 0
    replace(model, words=replace(model.words, rows=rows.tocsr())).save(tmp_path)
    again = AnswerModel.load(tmp_path)
    assert list(again.counts) == [3, 5, 4, 3]
    assert again.signs(again.by_words(ngrams("怎么注册"))).shape == (4, 2)
