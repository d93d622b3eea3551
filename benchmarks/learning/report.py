"""Writes docs/benchmarks/learning.md from the figures."""

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

SHARES_HEAD = ("taught", "examples", "by traffic", "all", "careful", "noisy", "real", "the taught", "others")
COSTS_HEAD = (
    *("taught", "questions", "lost", "won", "further away"),
    *("wrong before", "wrong now", "out of scope before", "now"),
)
GROUPS_HEAD = ("taught", "answers", "set aside on the way", "gone from the list", "come back")
GROUPING_HEAD = ("lines", "n", "groups", "of several", "mixed", "pairs right, %", "pairs found, %")

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
    lessons = [(_name(outcome), outcome) for outcome in outcomes]
    shares = [_shares("nothing", 0, before, wanted, frozenset())]
    shares += [_shares(name, outcome.examples, outcome.results, wanted, outcome.ids) for name, outcome in lessons]
    parts = [
        INTRODUCTION.format(house=house, phrasings=PHRASINGS[house]),
        _traffic(figures),
        SHARES,
        _table(SHARES_HEAD, shares),
        COSTS,
        _table(
            COSTS_HEAD,
            [[name, *_costs(before, outcome.results)] for name, outcome in lessons],
        ),
        "## What became of the groups\n",
        _table(GROUPS_HEAD, [[name, *_groups(outcome)] for name, outcome in lessons]),
    ]
    if qualities:
        parts += [GROUPING, _table(GROUPING_HEAD, [_quality(name, grouped) for name, grouped in qualities.items()])]
    return "\n".join(parts).rstrip() + "\n"


def _groups(outcome: Outcome) -> list[object]:
    return [len(outcome.ids), outcome.aside, outcome.gone, outcome.groups - outcome.gone]


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
    answerable = [result for result in results if result.question.for_an_answer]
    kinds: Sequence[Kind] = (
        lambda result: True,
        lambda result: result.question.style == "careful",
        lambda result: result.question.style in NOISY,
        lambda result: result.question.style == "real",
        lambda result: bool(result.question.right & ids),
        lambda result: not result.question.right & ids,
    )
    return [
        name,
        examples,
        _by_traffic(answerable, wanted),
        *(_right([result for result in answerable if of(result)]) for of in kinds),
    ]


def _right(results: Sequence[Result]) -> str:
    if not results:
        return "–"
    return f"{100 * sum(result.outcome is QuestionOutcome.RIGHT for result in results) / len(results):.1f}"


def _by_traffic(results: Sequence[Result], wanted: Mapping[str, float]) -> str:
    by_want: dict[str, list[bool]] = {}
    for result in results:
        by_want.setdefault(result.question.expected, []).append(result.outcome is QuestionOutcome.RIGHT)
    total = sum(wanted[want] for want in by_want)
    return f"{100 * sum(wanted[want] * sum(right) / len(right) for want, right in by_want.items()) / total:.1f}"


def _costs(before: Sequence[Result], after: Sequence[Result]) -> list[object]:
    pairs = [
        (first.outcome, other.outcome)
        for first, other in zip(before, after, strict=True)
        if first.question.for_an_answer
    ]
    near = QuestionOutcome.RIGHT, QuestionOutcome.OFFERED
    lost = sum(first is QuestionOutcome.RIGHT and other is not QuestionOutcome.RIGHT for first, other in pairs)
    won = sum(first is not QuestionOutcome.RIGHT and other is QuestionOutcome.RIGHT for first, other in pairs)
    far = sum(first in near and other not in near for first, other in pairs)
    wrong = [sum(pair[which] is QuestionOutcome.WRONG for pair in pairs) for which in (0, 1)]
    nobody = [
        [result.outcome for result in results if result.question.expected == OUT_OF_SCOPE]
        for results in (before, after)
    ]
    wrong_of_scope = [
        f"{sum(outcome is QuestionOutcome.WRONG for outcome in outcomes)} of {len(outcomes)}" for outcomes in nobody
    ]
    return [len(pairs), lost, won, far, *wrong, *wrong_of_scope]


def _quality(name: str, quality: Quality) -> list[object]:
    right, share = 100 * quality.right / max(1, quality.together), 100 * quality.right / max(1, quality.alike)
    return [name, quality.lines, quality.groups, quality.several, quality.mixed, f"{right:.0f}", f"{share:.0f}"]
