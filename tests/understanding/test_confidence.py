"""Signs become confidences that are shared out among all labels and none of them."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray

from understanding import confidence
from understanding.confidence import (
    MEANING,
    SIGNS,
    WORDS,
    Weights,
    as_yaml,
    confidences,
    features,
    kinds_of,
    leads,
    names,
    weights,
)  # fmt: skip
from understanding.encoder import Floats

SOME = np.array([[0.5, 0.2], [-0.5, 0.6], [-1.0, -1.0]], dtype=np.float32)
LABELS = ("faq/a", "faq/b", "out_of_scope")

SCALED = ("border", "nearest", "prototype")
"""Signs for which 0 is a border; the others are shares and cosines."""


def test_leads_are_over_the_best_other_label() -> None:
    assert leads(SOME) == pytest.approx(np.array([[1.0, -0.4], [-1.0, 0.4], [-1.5, -1.6]]))
    assert leads(SOME[:1]) == pytest.approx(np.zeros((1, 2)))


@pytest.mark.parametrize("which", [WORDS, MEANING])
def test_every_feature_has_a_name_and_a_weight(which: str) -> None:
    signs = np.zeros((3, len(SIGNS[which])), dtype=np.float32)
    assert features(signs, np.array([1, 2, 3]), kinds_of(LABELS), 5, 1.0).shape == (3, len(names(which)))
    assert len(weights(which).linear) == len(names(which))


def test_confidences_and_nobody_are_one_together_and_never_overflow() -> None:
    assert confidences(np.zeros(3, dtype=np.float32), 0.0).sum() == pytest.approx(0.75)
    assert confidences(np.array([1e4, -1e4], dtype=np.float32), 0.0) == pytest.approx([1, 0])
    assert confidences(np.array([1.0], dtype=np.float32), 1e4) == pytest.approx([0])


@pytest.mark.parametrize("which", [WORDS, MEANING])
def test_a_label_far_ahead_is_meant_and_one_among_equals_is_not(which: str) -> None:
    low, high = (
        [-1.5 if sign in SCALED else 0.1 for sign in SIGNS[which]],
        [1.0 if sign in SCALED else 0.8 for sign in SIGNS[which]],
    )
    ahead, even = np.array([high, low, low], dtype=np.float32), np.array([low] * 3, dtype=np.float32)
    for counts in (np.array([4, 200, 500]), np.array([200, 200, 500])):
        shares = [_shares(which, signs, counts) for signs in (ahead, even)]
        assert shares[0][0] > 0.8
        assert shares[1][0] < 0.5


def _shares(which: str, signs: Floats, counts: NDArray[np.intp]) -> Floats:
    found = weights(which)
    return confidences(found.utilities(features(signs, counts, kinds_of(LABELS), 8, 1.0)), found.nobody)


def test_what_is_written_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(names(WORDS))
    rng = np.random.default_rng(0)
    linear, inner, bias, outer = (rng.normal(size=n).astype(np.float32) for n in (size, (size, 2), 2, 2))
    made = Weights(linear, inner, bias, outer, nobody=0.5)
    file = tmp_path / "confidence.yml"
    file.write_text(yaml.safe_dump({WORDS: as_yaml(WORDS, made)}, sort_keys=False), encoding="utf-8")
    monkeypatch.setattr(confidence, "FILE", file)
    weights.cache_clear()
    try:
        assert weights(WORDS).inner == pytest.approx(made.inner, abs=1e-3)
        assert weights(WORDS).nobody == 0.5
    finally:
        weights.cache_clear()


def test_a_file_that_does_not_fit_says_what_differs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "confidence.yml"
    file.write_text("words: {features: {border: [1.0]}, bias: [], outer: [], nobody: 0.0}", encoding="utf-8")
    monkeypatch.setattr(confidence, "FILE", file)
    weights.cache_clear()
    try:
        with pytest.raises(ValueError, match="nearest"):
            weights(WORDS)
    finally:
        weights.cache_clear()
