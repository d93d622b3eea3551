"""The linear model: what it learns, and that it survives being saved."""

from pathlib import Path

import numpy as np
import pytest

from understanding.label_model import LabelModel
from understanding.label_training import fit
from zh.ngrams import ngrams

TEXTS = [
    "怎么注册",
    "如何注册账号",
    "在哪注册",
    "忘记密码",
    "密码忘了怎么办",
    "找回密码",
    "证书打印",
    "怎么下载证书",
    "证书在哪",
]
LABELS = ["register"] * 3 + ["password"] * 3 + ["certificate"] * 3


@pytest.fixture(scope="module")
def model() -> LabelModel:
    return fit(TEXTS, LABELS, strength=1.0, rarest=1)


def best(model: LabelModel, text: str) -> str:
    return model.labels[int(np.argmax(model.scores(ngrams(text))))]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("请问怎样注册", "register"),
        ("我的密码忘记了", "password"),
        ("打印证书", "certificate"),
        ("怎么主册", "register"),
    ],
)
def test_best_label(model: LabelModel, text: str, label: str) -> None:
    assert best(model, text) == label


def test_homophones_are_understood_by_sound(model: LabelModel) -> None:
    assert best(model, "正书大印") == "certificate"


def test_a_text_without_known_pieces_has_a_score_for_every_label(model: LabelModel) -> None:
    shares = model.scores(ngrams("🙂"))
    assert shares.shape == (3,)
    assert np.isfinite(shares).all()


def test_saved_and_loaded_scores_nearly_the_same(model: LabelModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = LabelModel.load(tmp_path)
    assert again.labels == model.labels
    assert again.scores(ngrams("密码")) == pytest.approx(model.scores(ngrams("密码")), abs=0.02)
    assert not list(tmp_path.glob("*.pkl"))


def test_training_twice_gives_the_same_weights(model: LabelModel) -> None:
    again = fit(TEXTS, LABELS, strength=1.0, rarest=1)
    assert np.array_equal(again.weights, model.weights)
