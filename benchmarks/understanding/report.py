"""Writes the tables of docs/benchmarks/understanding.md from the measured systems."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.understanding.measure import Cost
from benchmarks.understanding.questions import OUT_OF_SCOPE, SETS, Question, load
from benchmarks.understanding.score import QuestionOutcome, Reply, Result, by, shares

NOISY = frozenset({"noisy", "dialect", "typo", "voice", "story", "angry", "short", "mixed"})


@dataclass(frozen=True)
class System:
    name: str
    examples: int
    cost: Cost
    results: tuple[Result, ...]

    def reported(self) -> list[Result]:
        """The half of the questions that no threshold was set on."""
        return [result for result in self.results if not result.question.for_tuning]


def read_system(found: Mapping[str, Any]) -> System:
    questions = [question for set_ in SETS for question in load(set_)]
    replies = [Reply(r["answer"], tuple(r["offered"]), r["confidence"]) for r in found["replies"]]
    results = tuple(Result(q, r) for q, r in zip(questions, replies, strict=True))
    return System(found["name"], found["examples"], Cost(**found["cost"]), results)


def kind(question: Question) -> str:
    if question.expected == OUT_OF_SCOPE:
        return f"out of scope, {question.style}"
    return "noisy" if question.style in NOISY else "small talk" if question.style == "act" else question.style


def as_markdown(systems: Sequence[System], curve: Sequence[tuple[int, float, float]]) -> str:
    """The whole page. `curve`: (phrasings per answer, careful, noisy right at once)."""
    ours = systems[0]
    parts = [
        "# Understanding: the assistant beside well-known systems\n",
        "Written by `make bench`; newest figures of each system. How many of the project's examples a system learnt "
        "stands under Cost: a slow one may have been measured before the last few were added. Questions are held out, "
        "thresholds were set on one half of them and everything here is the other half. Wrong: another answer than "
        "the one asked for, or any answer to a question out of scope.\n",
        "## Right, offered, declined, wrong\n",
        table(["system", "questions", "n", *(outcome.value for outcome in QuestionOutcome)], _outcomes(systems)),
        "![outcomes](outcomes.png)\n",
        "## The assistant by style\n",
        table(["style", "n", *(outcome.value for outcome in QuestionOutcome)], _styles(ours)),
        "## Cost\n",
        table(
            [
                "system",
                "examples",
                "training s",
                "model MB",
                "load s",
                "peak memory MB",
                "parse p50 ms",
                "p99 ms",
                "messages/s",
            ],
            [_cost(system) for system in systems],
        ),
        "## Confidence\n\nHow often an answer given with a certain confidence is right.\n",
        "![reliability](reliability.png)\n",
        "## Phrasings per answer\n",
        table(["phrasings per answer", "careful", "noisy"], [[str(n), percent(c), percent(z)] for n, c, z in curve]),
        "![phrasings](phrasings.png)\n",
        "## Confused\n\nAll held-out questions, both halves.\n",
        table(["asked for", "answered instead", "times"], _confused(ours)),
        "## Per answer\n\nAll held-out questions, both halves.\n",
        table(["answer", "n", "right", "offered", "wrong"], _per_answer(ours)),
    ]
    return "\n".join(parts)


def _outcomes(systems: Sequence[System]) -> list[list[str]]:
    return [
        [system.name, name, str(len(group)), *(percent(share) for share in shares(group).values())]
        for system in systems
        for name, group in sorted(by(system.reported(), lambda r: kind(r.question)).items())
    ]


def _styles(system: System) -> list[list[str]]:
    groups = by([r for r in system.reported() if r.question.expected != OUT_OF_SCOPE], lambda r: r.question.style)
    return [[n, str(len(g)), *(percent(s) for s in shares(g).values())] for n, g in sorted(groups.items())]


def _cost(system: System) -> list[str]:
    cost = system.cost
    return [
        system.name, str(system.examples), f"{cost.training_s:.1f}",
        f"{cost.model_bytes / 1e6:.1f}", f"{cost.load_s:.1f}",
        f"{cost.memory_mb:.0f}", f"{cost.parse_p50_ms:.1f}", f"{cost.parse_p99_ms:.1f}",
        f"{1000 / cost.parse_p50_ms:.0f}",
    ]  # fmt: skip


def _confused(system: System) -> list[list[str]]:
    wrong = [r for r in system.results if r.outcome is QuestionOutcome.WRONG]
    pairs = Counter((r.question.expected, r.reply.answer) for r in wrong)
    return [[asked, got, str(times)] for (asked, got), times in pairs.most_common()]


def _per_answer(system: System) -> list[list[str]]:
    acts = {OUT_OF_SCOPE, *(r.question.expected for r in system.results if r.question.style == "act")}
    groups = by([r for r in system.results if r.question.expected not in acts], lambda r: r.question.expected)

    def count(group: list[Result], outcome: QuestionOutcome) -> str:
        return str(sum(r.outcome is outcome for r in group))

    shown = QuestionOutcome.RIGHT, QuestionOutcome.OFFERED, QuestionOutcome.WRONG
    return [[name, str(len(g)), *(count(g, outcome) for outcome in shown)] for name, g in sorted(groups.items())]


def percent(share: float) -> str:
    """Return a share, 0 to 1, as it stands in a table."""
    return f"{100 * share:.1f} %"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
