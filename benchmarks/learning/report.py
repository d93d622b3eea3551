"""Figures of learning -> docs/benchmarks/learning.md."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.learning.grouping import Quality
from benchmarks.understanding.questions import OUT_OF_SCOPE
from benchmarks.understanding.report import NOISY, table
from benchmarks.understanding.score import QuestionOutcome, Result
from benchmarks.understanding.training_data import ROOT
from unanswered.listing import Figures

PHRASINGS = {"new": "no phrasing written by hand", "taught": "all phrasings written by hand"}
"""What is taught in each house beside the FAQ's own questions."""

FOLDER = ROOT / "docs/benchmarks"

INTRODUCTION = """\
# Learning from what was not answered

Written by `python -m benchmarks.learning.bench {house}`. The model has the FAQ's own questions and
{phrasings}.
Traffic: 20,000 messages, each of a user of its own, one half of the held-out questions of
`benchmarks/understanding/`; how often an answer is wanted falls off as 1, 1/2, 1/3, …, one message in ten is about
nothing here. The other half is asked before and after. Groups are taken from the top of the list of `unanswered/`;
those about nothing here are set aside, each other one is taught to its true answer.
"""

SHARES = """\
## Held-out questions answered at once, in %

By traffic: each answer counts as often as it is wanted. Others: questions about answers that were not taught.
"""

COSTS = """\
## What it cost

Of all held-out questions. Lost: right at once before and not now. Further away: right or offered before, and neither
now. Out of scope: questions about nothing here that get an answer, of all those.
"""

GROUPING = """\
## How well messages are grouped

`benchmarks/learning/lines.tsv`: forty wants in five wordings each, and thirty lines that stand alone. The held-out
sets: questions of one answer, which may be asked in several senses and are written to be unlike each other; two that
are about one answer count as alike. Pairs right: of the pairs that stand in one group, those that belong there; pairs
found: of those that belong together, those that stand in one group. Mixed: groups without a want that all their lines
have.
"""

Kind = Callable[[Result], bool]


@dataclass(frozen=True)
class Outcome:
    """`groups` groups taught with up to `phrasings` examples each, `examples` in all, to the answers `ids`. `gone`: how
    many of these groups the new model answers whole; `results`: the held-out questions.
    """

    groups: int
    phrasings: int
    examples: int
    ids: frozenset[str]
    aside: int
    gone: int
    results: Sequence[Result]


def page_of(house: str) -> Path:
    return FOLDER / ("learning.md" if house == "new" else f"learning-{house}.md")


def as_markdown(
    house: str,
    figures: Figures,
    before: Sequence[Result],
    outcomes: Sequence[Outcome],
    wanted: Mapping[str, float],
    qualities: Mapping[str, Quality],
) -> str:
    lessons = [(_name(one), one) for one in outcomes]
    shares = [_shares("nothing", 0, before, wanted, frozenset())]
    shares += [_shares(name, one.examples, one.results, wanted, one.ids) for name, one in lessons]
    parts = [
        INTRODUCTION.format(house=house, phrasings=PHRASINGS[house]),
        _traffic(figures),
        SHARES,
        _table(("taught", "examples", "by traffic", "all", "careful", "noisy", "real", "the taught", "others"), shares),
        COSTS,
        _table(
            (
                "taught",
                "questions",
                "lost",
                "won",
                "further away",
                "wrong before",
                "wrong now",
                "out of scope before",
                "now",
            ),
            [[name, *_costs(before, one.results)] for name, one in lessons],
        ),
        "## What became of the groups\n",
        _table(
            ("taught", "answers", "set aside on the way", "gone from the list", "come back"),
            [[name, len(one.ids), one.aside, one.gone, one.groups - one.gone] for name, one in lessons],
        ),
    ]
    if qualities:
        head = ("lines", "n", "groups", "of several", "mixed", "pairs right, %", "pairs found, %")
        parts += [GROUPING, _table(head, [_quality(name, one) for name, one in qualities.items()])]
    return "\n".join(parts).rstrip() + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    return table(head, [[str(cell) for cell in row] for row in rows])


def _traffic(figures: Figures) -> str:
    signs = ", ".join(f"{sign.name.lower().replace('_', ' ')} {count}" for sign, count in figures.signs.items())
    return (
        f"Of {figures.written:,} typed messages, calls for a person among them, {figures.unanswered:,} were not "
        f"answered\n({signs}), in {figures.groups} groups.\n"
    )


def _name(outcome: Outcome) -> str:
    return f"{outcome.groups} groups, {outcome.phrasings} each"


def _shares(
    name: str, examples: int, results: Sequence[Result], wanted: Mapping[str, float], ids: frozenset[str]
) -> list[object]:
    asked = [one for one in results if one.question.for_an_answer]
    kinds: Sequence[Kind] = (
        lambda one: True,
        lambda one: one.question.style == "careful",
        lambda one: one.question.style in NOISY,
        lambda one: one.question.style == "real",
        lambda one: bool(one.question.right & ids),
        lambda one: not one.question.right & ids,
    )
    return [name, examples, _by_traffic(asked, wanted), *(_right([one for one in asked if of(one)]) for of in kinds)]


def _right(results: Sequence[Result]) -> str:
    if not results:
        return "–"
    return f"{100 * sum(one.outcome is QuestionOutcome.RIGHT for one in results) / len(results):.1f}"


def _by_traffic(results: Sequence[Result], wanted: Mapping[str, float]) -> str:
    by_want: dict[str, list[bool]] = {}
    for one in results:
        by_want.setdefault(one.question.expected, []).append(one.outcome is QuestionOutcome.RIGHT)
    total = sum(wanted[want] for want in by_want)
    return f"{100 * sum(wanted[want] * sum(right) / len(right) for want, right in by_want.items()) / total:.1f}"


def _costs(before: Sequence[Result], after: Sequence[Result]) -> list[object]:
    pairs = [
        (one.outcome, other.outcome) for one, other in zip(before, after, strict=True) if one.question.for_an_answer
    ]
    near = QuestionOutcome.RIGHT, QuestionOutcome.OFFERED
    lost = sum(one is QuestionOutcome.RIGHT and other is not QuestionOutcome.RIGHT for one, other in pairs)
    won = sum(one is not QuestionOutcome.RIGHT and other is QuestionOutcome.RIGHT for one, other in pairs)
    far = sum(one in near and other not in near for one, other in pairs)
    wrong = [sum(pair[which] is QuestionOutcome.WRONG for pair in pairs) for which in (0, 1)]
    nobody = [[one.outcome for one in results if one.question.expected == OUT_OF_SCOPE] for results in (before, after)]
    given = [f"{sum(outcome is QuestionOutcome.WRONG for outcome in found)} of {len(found)}" for found in nobody]
    return [len(pairs), lost, won, far, *wrong, *given]


def _quality(name: str, one: Quality) -> list[object]:
    right, found = 100 * one.right / max(1, one.together), 100 * one.right / max(1, one.alike)
    return [name, one.lines, one.groups, one.several, one.mixed, f"{right:.0f}", f"{found:.0f}"]
