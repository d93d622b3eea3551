"""Training against the nearest examples only, and weights without zeros."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from components import label_training
from components.label_model import Weights
from components.label_training import fit, nearest

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
    assert [model.labels[int(np.argmax(model.scores(text)))] for text in TEXTS] == LABELS


def test_two_labels_are_enough() -> None:
    model = fit(["怎么注册", "忘记密码"], ["a", "b"], strength=1.0, rarest=1)
    assert model.labels == ("a", "b")
    assert model.scores("注册")[0] > model.scores("注册")[1]


def test_weights_without_zeros_make_the_same_product() -> None:
    chance = np.random.default_rng(7)
    dense = chance.integers(-3, 4, (20, 5)).astype(np.int8)
    dense[4] = 0
    sparse, scale = csr_matrix(dense), np.array([0.1, 0.2, 0.3, 0.4, 0.5], dtype=np.float32)
    weights = Weights(sparse.indptr.astype(np.int64), sparse.indices.astype(np.uint16), sparse.data, scale)
    for rows in ([3, 4, 4, 19], [4], [], list(range(20))):
        values = chance.random(len(rows), dtype=np.float32)
        expected = values @ (dense[rows] * scale) if rows else np.zeros(5)
        assert weights.times(np.array(rows, dtype=np.int64), values) == pytest.approx(expected, abs=1e-5)
