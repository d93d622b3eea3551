"""Find the weights of understanding/confidence.yml.

    python -m benchmarks.understanding.calibrate [--houses 12]

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

from benchmarks.understanding.houses import Asked, House, encoded, examples, house, questions
from benchmarks.understanding.training_data import training_data
from components.context.knowledge import knowledge
from understanding.confidence import (
    FILE,
    MEANING,
    OUT_OF_SCOPE,
    SIGNS,
    WORDS,
    Weights,
    as_yaml,
    confidences,
    kinds_of,
    likely,
)
from understanding.labels import FAQ, is_under

BENDS = 6
"""Of the network."""

DECAY = 1e-3
ROUNDS = 400
KEPT = 5
HELD_OUT_COUNTS = 2.0
"""A held-out question counts as much as so many phrasings, which are easier."""

THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75)
OFFER_AT = 0.1

NOTE = "# Learnt by python -m benchmarks.understanding.calibrate; not to be edited by hand."

Group = tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.float64]]
"""Of a house: standardized features, which label or, in the last column, nobody is right, what each question counts."""


def is_kept(asked: Asked) -> bool:
    return zlib.crc32(asked.text.encode()) // 2 % KEPT == 0


def learn(houses: Sequence[House], which: str) -> Weights:
    """Fit the network to all questions that are not kept, by the likelihood of what is right."""
    every = np.concatenate([h.seen[which].reshape(-1, h.seen[which].shape[2]) for h in houses])
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


def _group(house: House, which: str, mean: NDArray[np.float64], spread: NDArray[np.float64]) -> Group:
    learnt = np.array([not is_kept(asked) for asked in house.asked])
    seen, right = house.seen[which][learnt], house.right[learnt]
    places = _likely(house, which)[learnt]
    standardized = (np.take_along_axis(seen, places[:, :, None], axis=1) - mean) / spread
    asked = [one for one, is_learnt in zip(house.asked, learnt, strict=True) if is_learnt]
    nobody = np.array([[OUT_OF_SCOPE in one.right] for one in asked])
    right = np.concatenate([np.take_along_axis(right, places, axis=1), nobody], axis=1)
    return standardized, right, np.array([HELD_OUT_COUNTS if one.held_out else 1.0 for one in asked])


def _likely(house: House, which: str) -> NDArray[np.intp]:
    """Return (questions, LIKELY): the places of the labels that are weighed."""
    kinds = kinds_of(house.labels)
    return np.stack([likely(seen[:, : len(SIGNS[which])], kinds) for seen in house.seen[which]])


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
    """Print what becomes of the kept held-out questions at several thresholds, by how much the answer was taught."""
    for answer_at in THRESHOLDS:
        outcomes: dict[str, list[str]] = {}
        for one in houses:
            for asked, seen, at in zip(one.asked, one.seen[which], _likely(one, which), strict=True):
                if asked.held_out and is_kept(asked):
                    shares = np.zeros(len(seen), dtype=np.float32)
                    shares[at] = confidences(found.utilities(seen[at]), found.nobody)
                    outcome = _outcome(asked, one.labels, shares, answer_at)
                    outcomes.setdefault(_taught(asked, one.new), []).append(outcome)
        for taught, some in sorted(outcomes.items()):
            counted = "  ".join(f"{one} {100 * some.count(one) / len(some):5.1f}" for one in sorted(set(some)))
            print(f"{which} at {answer_at}  {taught:12} n {len(some):4}  {counted}")


def _taught(asked: Asked, new: Mapping[str, int]) -> str:
    if OUT_OF_SCOPE in asked.right:
        return OUT_OF_SCOPE
    if not any(is_under(FAQ, label) for label in asked.right):
        return "act"
    return f"new, {max(new[label] for label in asked.right & set(new)):2}" if asked.right & set(new) else "all taught"


def _outcome(asked: Asked, labels: Sequence[str], shares: NDArray[np.float32], answer_at: float) -> str:
    best = int(np.argmax(shares))
    if shares[best] >= answer_at and labels[best] != OUT_OF_SCOPE:
        return "right" if labels[best] in asked.right else "wrong"
    likely = [labels[at] for at in np.argsort(-shares) if is_under(FAQ, labels[at]) and shares[at] >= OFFER_AT / 4]
    worth = max(shares[at] for at, label in enumerate(labels) if is_under(FAQ, label)) >= OFFER_AT
    return "offered" if worth and asked.right & set(likely[:4]) else "declined"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--houses", type=int, default=12)
    count = parser.parse_args().houses
    taught, asked = examples(), questions(knowledge(training_data().responses).contexts)
    encoded([*(one.text for one in taught), *(one.text for one in asked)])
    make: Callable[[int], House] = partial(house, taught, asked)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        houses = list(pool.map(make, range(count)))
    found = {which: learn(houses, which) for which in (WORDS, MEANING)}
    for which, weights in found.items():
        show(houses, which, weights)
    written = {which: as_yaml(which, weights) for which, weights in found.items()}
    text = yaml.safe_dump(written, sort_keys=False, default_flow_style=None, width=10_000)
    FILE.write_text(
        "# Learnt by python -m benchmarks.understanding.calibrate; not to be edited by hand.\n" + text, "utf-8"
    )


if __name__ == "__main__":
    main()
