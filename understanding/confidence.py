"""Turns the signs of all labels into confidences: how likely each label, or none of them, is meant.

The model is a conditional logit: a small network gives each label a utility by its features. "Nobody" has a constant
utility. Confidences are the softmax of the utilities. The weights in confidence.yml are learnt by `python -m
benchmarks.understanding.calibrate`, from trainings in which some answers have few examples. So they also suit new
answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from understanding.encoder import Floats
from understanding.labels import CONTEXT, FAQ, is_under

OUT_OF_SCOPE = "out_of_scope"
FILE = Path(__file__).with_suffix(".yml")

WORDS, MEANING = "words", "meaning"
"""The two sets of weights: for signs without and with a sentence encoder."""

SIGNS = {
    WORDS: ("border", "nearest", "covered", "repeated"),
    MEANING: ("border", "nearest", "prototype", "covered", "repeated", "stated"),
}
"""The signs in order: those of AnswerModel, then `covered` and, with meaning, `stated` of AnswerTexts.

`repeated` is the cosine by words with a label's nearest example.
"""

KINDS = ("answer", OUT_OF_SCOPE, "context", "act")
NOBODY = "nobody"

MANY = 100
"""Examples of a well-taught answer. The share of such answers tells how mature an institution's FAQ is."""

LIKELY = 16
"""Number of labels that are weighed against each other; all others get no confidence."""

DIGITS = 4
"""Decimal places of a weight."""


@dataclass(frozen=True)
class Weights:
    """A network over F features: a linear part `linear` (F), and H hidden units `inner` (F, H), `bias`, `outer` (H)."""

    linear: Floats
    inner: Floats
    bias: Floats
    outer: Floats
    nobody: float

    def utilities(self, features: Floats) -> Floats:
        """Return the utility of each label from (labels, features)."""
        utilities: Floats = features @ self.linear + np.tanh(features @ self.inner + self.bias) @ self.outer
        return utilities


def names(which: str) -> list[str]:
    """Return the names of the features in order."""
    signs = [*SIGNS[which], *(f"{sign}_lead" for sign in SIGNS[which])]
    few = [f"{sign}_if_few" for sign in signs]
    return [*signs, *few, *KINDS, *(f"{kind}_by_length" for kind in KINDS), "few", "many", "grown", "known"]


def features(
    signs: Floats,
    counts: NDArray[np.intp],
    kinds: NDArray[np.intp],
    length: int,
    in_vocabulary: float,
    places: NDArray[np.intp] | None = None,
) -> Floats:
    """Return (labels, features) of a text of `length` characters, with this share of its words `in_vocabulary`.

    `signs` is (labels, signs); `counts`: each label's number of examples; `kinds`: the index of its kind in KINDS.
    `places`: the labels whose features are wanted; None: all.
    """
    grown = np.minimum(1, counts[kinds == 0] / MANY).mean() if (kinds == 0).any() else 0
    both = np.concatenate([signs, leads(signs)], axis=1)
    if places is not None:
        both, counts, kinds = both[places], counts[places], kinds[places]
    few = 1 / np.sqrt(np.maximum(1, counts))[:, None]
    kind = np.eye(len(KINDS), dtype=np.float32)[kinds]
    many = np.log(np.maximum(1, counts))[:, None]
    of_text = np.full_like(few, grown), np.full_like(few, in_vocabulary)
    columns = [both, both * few, kind, kind * np.log1p(length), few, many, *of_text]
    rows: Floats = np.concatenate(columns, axis=1).astype(np.float32)
    return rows


def likely(signs: Floats, kinds: NDArray[np.intp], newcomers: NDArray[np.bool_] | None = None) -> NDArray[np.intp]:
    """Return the indices of the LIKELY labels with the strongest signs; OUT_OF_SCOPE is always among them.

    Behind them come those of the next LIKELY that are `newcomers`: labels with few examples have weak signs.
    """
    standing_out = (signs - signs.mean(axis=0)) / (signs.std(axis=0) + 1e-6)
    most = standing_out.max(axis=1) + standing_out.mean(axis=1) / 2 + 100.0 * (kinds == KINDS.index(OUT_OF_SCOPE))
    order: NDArray[np.intp] = np.argsort(-most, kind="stable")
    if newcomers is None:
        return order[:LIKELY]
    further = order[LIKELY : 2 * LIKELY]
    return np.concatenate([order[:LIKELY], further[newcomers[further]]])


def leads(signs: Floats) -> Floats:
    """Return how far each label's sign is above the best of the others."""
    if len(signs) < 2:
        return np.zeros_like(signs)
    second, first = np.partition(signs, len(signs) - 2, axis=0)[-2:]
    return np.where(signs == first, signs - second, signs - first)


def kinds_of(labels: Sequence[str]) -> NDArray[np.intp]:
    """Return the index in KINDS of each label's kind."""
    return np.array([KINDS.index(_kind(label)) for label in labels], dtype=np.intp)


def _kind(label: str) -> str:
    if is_under(FAQ, label):
        return "answer"
    return "context" if is_under(CONTEXT, label) else OUT_OF_SCOPE if label == OUT_OF_SCOPE else "act"


def confidences(utilities: Floats, nobody: float) -> Floats:
    """Return the confidence, 0 to 1, of each label; the rest to 1 is the confidence that none is meant."""
    most = max(float(utilities.max(initial=nobody)), nobody)
    shares = np.exp(utilities - most)
    normalized: Floats = shares / (shares.sum() + np.exp(nobody - most))
    return normalized


@lru_cache(maxsize=2)
def weights(which: str) -> Weights:
    """Read the weights. Raises ValueError for a file that does not fit the features."""
    held = yaml.safe_load(FILE.read_text(encoding="utf-8"))[which]
    if list(held["features"]) != names(which):
        raise ValueError(f"{FILE.name}: {which}: {sorted(set(held['features']) ^ set(names(which)))}")
    # Each feature has its linear weight first, then its weight for each hidden unit.
    rows = np.array(list(held["features"].values()), dtype=np.float32)
    bias, outer = (np.array(held[name], dtype=np.float32) for name in ("bias", "outer"))
    return Weights(rows[:, 0], rows[:, 1:], bias, outer, float(held[NOBODY]))


def as_yaml(which: str, learnt: Weights) -> Mapping[str, object]:
    """Return the weights in the form that `weights` reads."""
    rows = np.column_stack([learnt.linear, learnt.inner])
    return {
        "features": {name: _rounded(row) for name, row in zip(names(which), rows, strict=True)},
        "bias": _rounded(learnt.bias),
        "outer": _rounded(learnt.outer),
        NOBODY: round(learnt.nobody, DIGITS),
    }


def _rounded(row: Floats) -> list[float]:
    return [round(float(weight), DIGITS) for weight in row]
