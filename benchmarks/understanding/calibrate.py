"""Learns the weights of understanding/confidence.yml.

    python -m benchmarks.understanding.calibrate [--houses 16]

Learns from the questions of houses.py: the tuning half of the held-out sets, and phrasings that were not taught. Every
fifth question (by its text) is kept to show how good the weights are at several thresholds; bench.py reports on the
other half of the held-out sets.
"""

from __future__ import annotations

import argparse
import os
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.understanding.house_plans import Asked
from benchmarks.understanding.houses import House, encoded, examples, house, questions
from benchmarks.understanding.training_data import training_data
from components.context.knowledge import knowledge
from components.outcome_classifier import OFFERED
from understanding.answer_texts import statements_of
from understanding.confidence import (
    FILE,
    MEANING,
    OUT_OF_SCOPE,
    WORDS,
    Weights,
    as_yaml,
    confidences,
)
from understanding.encoder import Floats
from understanding.labels import FAQ, is_under

BENDS = 6
"""Of the network."""

DECAY = 1e-3
ROUNDS = 250
KEPT = 5
HELD_OUT_COUNTS = 2.0
"""A held-out question counts as much as so many phrasings, which are easier."""

OUT_OF_SCOPE_COUNTS = 0.35
"""What is out of scope counts in a house no more than this share: in a young one it is most of what is asked."""

THRESHOLDS = tuple((answer_at, offer_at) for answer_at in (0.5, 0.6, 0.7) for offer_at in (0.1, 0.2, 0.3))

NOTE = "# Learnt by python -m benchmarks.understanding.calibrate; not to be edited by hand."

Group = tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]
"""Of a house: standardized features, which label or, in the last column, nobody is right, what each question counts."""


def is_kept(asked: Asked) -> bool:
    return zlib.crc32(asked.text.encode()) // 2 % KEPT == 0


def learn(houses: Sequence[House], which: str) -> Weights:
    """Fit the network to all questions that are not kept, by the likelihood of what is right."""
    every = np.concatenate([_features(h, which).reshape(-1, _features(h, which).shape[2]) for h in houses])
    mean, spread = every.mean(axis=0, dtype=np.float64), every.std(axis=0, dtype=np.float64)
    # What never changes stays as it is.
    mean[spread < 1e-6], spread[spread < 1e-6] = 0, 1
    groups = [_group(h, which, mean, spread) for h in houses]
    size = len(mean)
    begin = np.random.default_rng(0).normal(0, 0.1, 1 + size + size * BENDS + 2 * BENDS)
    begin[: 1 + size] = 0
    found = minimize(_loss, begin, (groups, size), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    nobody, linear, inner, bias, outer = _taken_apart(found, size)
    linear, inner = linear / spread, inner / spread[:, None]
    linear32, inner32, bias32, outer32 = (w.astype(np.float32) for w in (linear, inner, bias - mean @ inner, outer))
    return Weights(linear32, inner32, bias32, outer32, float(nobody + mean @ linear))


def _features(house: House, which: str) -> Floats:
    return house.weighed[which].features


def _group(house: House, which: str, mean: NDArray[np.float64], spread: NDArray[np.float64]) -> Group:
    learnt = np.array([not is_kept(asked) for asked in house.asked])
    weighed = house.weighed[which]
    standardized = (weighed.features[learnt] - mean) / spread
    nobody = np.array([[OUT_OF_SCOPE in one.right] for one in house.asked])[learnt]
    right = np.take_along_axis(house.right[learnt], weighed.places[learnt], axis=1)
    counts = np.array([HELD_OUT_COUNTS if one.held_out else 1.0 for one in house.asked])[learnt]
    return standardized, np.concatenate([right, nobody], axis=1), _balanced(counts, nobody[:, 0])


def _balanced(counts: NDArray[np.float64], nobody: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Let each house count the same, and what is out of scope not more than it may."""
    share = float(counts[nobody].sum() / counts.sum())
    allowed = min(share, OUT_OF_SCOPE_COUNTS)
    balanced: NDArray[np.float64] = counts * np.where(nobody, allowed / max(share, 1e-9), (1 - allowed) / (1 - share))
    balanced /= balanced.sum()
    return balanced


def _taken_apart(
    values: NDArray[np.float64], size: int
) -> tuple[float, NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    nobody, linear, inner, bias, outer = np.split(values, np.cumsum([1, size, size * BENDS, BENDS]))
    return float(nobody[0]), linear, inner.reshape(size, BENDS), bias, outer


def _loss(values: NDArray[np.float64], groups: Sequence[Group], size: int) -> tuple[float, NDArray[np.float64]]:
    """Return what is to be made small, and its slope."""
    nobody, linear, inner, bias, outer = _taken_apart(values, size)
    loss, slope, total = 0.0, np.zeros_like(values), sum(counts.sum() for _, _, counts in groups)
    for seen, right, counts in groups:
        bent = np.tanh(seen @ inner + bias)
        utilities = np.column_stack([seen @ linear + bent @ outer, np.full(len(seen), nobody)])
        shares = np.exp(utilities - utilities.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        hit = (shares * right).sum(axis=1) + 1e-12
        loss -= float(counts @ np.log(hit))
        down = (shares - shares * right / hit[:, None]) * counts[:, None]
        through = down[:, :-1, None] * outer * (1 - bent**2)
        to_inner = np.tensordot(seen, through, ((0, 1), (0, 1))).ravel()
        to_linear, to_outer = (np.tensordot(down[:, :-1], one, 2) for one in (seen, bent))
        slope += np.concatenate([[down[:, -1].sum()], to_linear, to_inner, through.sum(axis=(0, 1)), to_outer])
    # The constant of "nobody" and the bends' offsets are free.
    held = np.concatenate([[0.0], linear, inner.ravel(), np.zeros(BENDS), outer])
    return loss / total + DECAY * float(held @ held), slope / total + 2 * DECAY * held


def show(houses: Sequence[House], which: str, found: Weights) -> None:
    """Print what becomes of the kept held-out questions at several thresholds, by house and by how much was taught."""
    for thresholds in THRESHOLDS:
        outcomes: dict[tuple[str, str], list[str]] = {}
        for one in houses:
            for at, asked in enumerate(one.asked):
                if asked.held_out and is_kept(asked):
                    places, seen = one.weighed[which].places[at], one.weighed[which].features[at]
                    shares = confidences(found.utilities(seen), found.nobody)
                    outcome = _outcome(asked, [one.labels[place] for place in places], shares, *thresholds)
                    outcomes.setdefault((one.kind, _taught(asked, one.new)), []).append(outcome)
        for key, some in sorted(outcomes.items()):
            counted = "  ".join(f"{one} {100 * some.count(one) / len(some):5.1f}" for one in sorted(set(some)))
            print(f"{which} at {thresholds}  {key[0]:14} {key[1]:12} n {len(some):4}  {counted}")


def _taught(asked: Asked, new: Mapping[str, int]) -> str:
    if OUT_OF_SCOPE in asked.right:
        return OUT_OF_SCOPE
    if not any(is_under(FAQ, label) for label in asked.right):
        return "act"
    return f"new, {max(new[label] for label in asked.right & set(new)):2}" if asked.right & set(new) else "all taught"


def _outcome(asked: Asked, labels: Sequence[str], shares: Floats, answer_at: float, offer_at: float) -> str:
    best = int(np.argmax(shares))
    if shares[best] >= answer_at and labels[best] != OUT_OF_SCOPE:
        return "right" if labels[best] in asked.right else "wrong"
    few = [at for at in np.argsort(-shares) if is_under(FAQ, labels[at])][:OFFERED]
    if shares[few].sum() < offer_at:
        return "declined"
    return "offered" if asked.right & {labels[at] for at in few} else "offered others"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--houses", type=int, default=16)
    count = parser.parse_args().houses
    responses = training_data().responses
    taught, asked = examples(), questions(knowledge(responses).contexts)
    stated = statements_of(responses, {one.label for one in taught})
    encoded([*(one.text for one in taught), *(one.text for one in asked), *(text for text, _ in stated)])
    make: Callable[[int], House] = partial(house, taught, asked, stated)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        houses = list(pool.map(make, range(count)))
    found = {which: learn(houses, which) for which in (WORDS, MEANING)}
    for which, weights in found.items():
        show(houses, which, weights)
    written = {which: as_yaml(which, weights) for which, weights in found.items()}
    text = yaml.safe_dump(written, sort_keys=False, default_flow_style=None, width=10_000)
    FILE.write_text(f"{NOTE}\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
