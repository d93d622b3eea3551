"""Scores become a confidence that means something."""

import numpy as np
import pytest

from understanding.confidence import Calibration, confidences, signs

PLAIN = Calibration(score=1.0, lead=1.0, out_of_scope=-1.0, length=0.0, bias=0.0)
SCORES = np.array([0.5, -0.5, -1.0], dtype=np.float32)


def test_signs_of_the_best_and_of_another() -> None:
    assert signs(SCORES, 0, -1.0, 0) == pytest.approx((0.5, 1.0, -1.0, 0.0))
    assert signs(SCORES, 1, -1.0, 0) == pytest.approx((-0.5, -1.0, -1.0, 0.0))


def test_confidence_is_a_probability_and_never_overflows() -> None:
    assert PLAIN.confidence((0, 0, 0, 0)) == 0.5
    assert 0 < PLAIN.confidence((-1e6, 0, 0, 0)) < PLAIN.confidence((1e6, 0, 0, 0)) < 1


def test_a_high_score_of_out_of_scope_lowers_the_others() -> None:
    labels = ("faq/a", "faq/b", "out_of_scope")
    [(best, alone)] = confidences(SCORES, labels, 5, PLAIN, 1)
    crowded = confidences(np.array([0.5, -0.5, 0.4], dtype=np.float32), labels, 5, PLAIN, 1)[0][1]
    assert best == "faq/a"
    assert crowded < alone
