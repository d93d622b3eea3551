"""Training against the nearest examples only, and weights without zeros."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from understanding import label_training
from understanding.label_model import LabelModel, in_faster_form
from understanding.label_training import fit, nearest
from zh.ngrams import ngrams

WORDS = "注册密码证书单位学时手机邮箱照片职称专业"
TEXTS = [f"{WORDS[at : at + 2]}{how}" for at in range(0, len(WORDS), 2) for how in ("怎么办", "在哪里", "谁负责")]
LABELS = [text[:2] for text in TEXTS]


def test_the_nearest_are_those_that_share_most() -> None:
    matrix = csr_matrix([[1.0, 0, 0], [0, 1, 0], [0.6, 0.8, 0], [0, 0, 1], [0.8, 0, 0.6]])
    own = np.array([True, False, False, False, False])
    assert nearest(matrix, own, 2).tolist() == [0, 2, 4]
    assert nearest(matrix, own, 4).tolist() == nearest(matrix, own, 100).tolist() == [0, 1, 2, 3, 4]


def test_labels_are_told_apart_by_their_nearest_examples_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(label_training, "LEAST_NEIGHBOURS", 6)
    monkeypatch.setattr(label_training, "NEIGHBOURS_OF_AN_EXAMPLE", 2)
    model = fit(TEXTS, LABELS, strength=1.0, rarest=1)
    assert [model.labels[int(np.argmax(model.scores(ngrams(text))))] for text in TEXTS] == LABELS


def test_two_labels_are_enough() -> None:
    model = fit(["怎么注册", "忘记密码"], ["a", "b"], strength=1.0, rarest=1)
    assert model.labels == ("a", "b")
    assert model.scores(ngrams("注册"))[0] > model.scores(ngrams("注册"))[1]


def test_weights_with_and_without_zeros_give_the_same_scores(tmp_path: Path) -> None:
    dense = fit(TEXTS, LABELS, strength=1.0, rarest=1)
    assert isinstance(dense.weights, np.ndarray)
    sparse = replace(dense, weights=csr_matrix(dense.weights))
    sparse.save(tmp_path)
    again = LabelModel.load(tmp_path)
    for text in (*TEXTS, "🙂", "注册证书"):
        assert sparse.scores(ngrams(text)) == pytest.approx(dense.scores(ngrams(text)), abs=1e-6)
        assert again.scores(ngrams(text)) == pytest.approx(dense.scores(ngrams(text)), abs=0.02)


def test_zeros_are_kept_while_they_are_few() -> None:
    few, many = csr_matrix(np.eye(5, dtype=np.float32)), csr_matrix(np.eye(50, dtype=np.float32))
    assert isinstance(in_faster_form(few), np.ndarray)
    assert in_faster_form(many) is many
