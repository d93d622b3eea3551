"""Plans the simulated FAQs ("houses") of houses.py: which answers are new or missing, and what is asked untaught.

A house is whole, or grown: a few of its answers are new, a few missing. Or all its answers are new: told only in the
FAQ's own words, or young, with thirty answers. Bare houses have nothing beside the answers but small talk.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.understanding.questions import OUT_OF_SCOPE
from understanding.labels import CONTEXT, FAQ, is_under

NEW, MISSING = 14, 8
OF_A_YOUNG_HOUSE = 30

WHOLE, GROWN, TOLD, YOUNG, BARE, YOUNG_AND_BARE = "whole", "grown", "told", "young", "bare", "young and bare"
KINDS_OF_HOUSES = (GROWN, YOUNG_AND_BARE, WHOLE, TOLD, GROWN, YOUNG, YOUNG_AND_BARE, BARE)
"""Which kind a house is of, by its seed."""

PHRASINGS = (0, 0, 0, 3, 5, 5, 10, 20, 40)
"""How many phrasings a new answer has, by chance."""

QUESTIONS = (1, 2, 3, 100, 100, 100)
"""How many of the FAQ's own questions a new answer has at most, by chance."""

OF_YOUNG = (((1,), (0,)), ((1, 2, 100), (0,)), ((1, 2, 3, 100), (0, 0, 0, 3, 5)), ((2, 100), (0, 0, 5, 10, 20)))
OF_TOLD = (((100,), (0,)), ((1, 2, 100), (0,)))
"""The same two where all answers are new; which of them, the house's seed decides."""

CUT_AWAY = 20
"""So many phrasings of a label that were not taught are asked."""

BLOCK, ASKED_OF_BLOCKS = 100, 150
"""What is out of scope is held back in blocks, since neighbours were written together; so many of it are asked."""

HELD_BACK = 0.04
"""Share of all other labels' phrasings that is asked instead of taught."""


@dataclass(frozen=True)
class Taught:
    """An example; `own`: the FAQ's own question."""

    text: str
    label: str
    own: bool


@dataclass(frozen=True)
class Asked:
    """`right` are labels; `held_out`: of a held-out set, not a phrasing."""

    text: str
    right: frozenset[str]
    held_out: bool


@dataclass(frozen=True)
class Plan:
    """`new`: label -> how many of the own questions and of other phrasings; `missing`: labels that are not taught."""

    new: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()


def plan(taught: Sequence[Taught], rng: random.Random, kind: str) -> Plan:
    """Choose new and missing labels by chance, among the answers that the FAQ has a question for."""
    answers = sorted({one.label for one in taught if one.own and is_under(FAQ, one.label)})
    rng.shuffle(answers)
    if kind == WHOLE:
        return Plan()
    if kind == GROWN:
        chosen = {one: (rng.choice(QUESTIONS), rng.choice(PHRASINGS)) for one in answers[:NEW]}
        return Plan(chosen, frozenset(answers[NEW : NEW + MISSING]))
    is_young = kind in (YOUNG, YOUNG_AND_BARE)
    count = OF_A_YOUNG_HOUSE if is_young else len(answers) - MISSING
    counts, phrasings = rng.choice(OF_YOUNG if is_young else OF_TOLD)
    missing = {one.label for one in taught if is_under(FAQ, one.label)} - set(answers[:count])
    if kind in (BARE, YOUNG_AND_BARE):
        missing |= {one.label for one in taught if one.label == OUT_OF_SCOPE or is_under(CONTEXT, one.label)}
    return Plan({one: (rng.choice(counts), rng.choice(phrasings)) for one in answers[:count]}, frozenset(missing))


def divided(taught: Sequence[Taught], plan: Plan, rng: random.Random) -> tuple[list[Taught], list[Asked]]:
    """Return what is taught, and what is asked instead."""
    kept: list[Taught] = []
    cut: list[Asked] = []
    for label, some in _by_label(taught).items():
        own, further = [one for one in some if one.own], [one for one in some if not one.own]
        if label == OUT_OF_SCOPE:
            stay, go = _in_blocks(further, rng)
        elif label in plan.new:
            rng.shuffle(own)
            rng.shuffle(further)
            questions, phrasings = plan.new[label]
            stay, go = [*own[:questions], *further[:phrasings]], further[phrasings:][:CUT_AWAY]
        else:
            rng.shuffle(further)
            back = int(HELD_BACK * len(further))
            stay, go = [*own, *further[back:]], further[:back]
        kept += stay
        cut += [Asked(one.text, frozenset([label]), False) for one in go]
    return kept, cut


def _by_label(taught: Sequence[Taught]) -> Mapping[str, list[Taught]]:
    found: dict[str, list[Taught]] = defaultdict(list)
    for one in taught:
        found[one.label].append(one)
    return found


def _in_blocks(some: Sequence[Taught], rng: random.Random) -> tuple[list[Taught], list[Taught]]:
    blocks = [some[at : at + BLOCK] for at in range(0, len(some), BLOCK)]
    back = set(rng.sample(range(len(blocks)), len(blocks) // 3))
    stay, go = (
        [one for at, block in enumerate(blocks) if (at in back) == held for one in block] for held in (False, True)
    )
    return stay, rng.sample(go, min(ASKED_OF_BLOCKS, len(go)))
