"""Measures how well messages are grouped: pairs that belong together, and groups that mix wants.

`python -m benchmarks.learning.grouping` asks the newest model: groups as they are, and put together for the list.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.understanding.questions import Question, load
from owner.folder import ROOT
from unanswered.current_model import TrainedCurrentModel, newest_model
from unanswered.grouping import group_messages
from unanswered.joining import Nearest, each_alone, join_groups
from unanswered.messages import Sign, Unanswered
from unanswered.notes import Notes
from understanding.encoder import sentence_encoder

LINES = Path(__file__).with_name("lines.tsv")
ALONE = "-"


@dataclass(frozen=True)
class Line:
    """`wants`: what it may be about; lines with one of these in common belong together."""

    text: str
    wants: frozenset[str]


@dataclass(frozen=True)
class Quality:
    """`right`, `together`, `alike`: pairs in one group that belong there, all pairs in one group, all that belong in
    one. `several`: groups of more than one line, `mixed`: those of which no want is common to all.
    """

    lines: int
    groups: int
    several: int
    mixed: int
    right: int
    together: int
    alike: int


def own_lines() -> list[Line]:
    """Return the lines of lines.tsv; one that stands alone has a want of its own."""
    rows = [line.split("\t") for line in LINES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Line(text, frozenset({text if want == ALONE else want})) for want, text in rows]


def held_out(name: str) -> list[Line]:
    """Return a set's questions for answers; what they are about are the answers, which may be asked in many senses."""
    return [Line(question.text, question.right) for question in load(name) if question.for_an_answer]


def mixed_up(lines: Sequence[Line]) -> list[Line]:
    """Return the lines in an order that has nothing to do with what they are about."""
    return sorted(lines, key=lambda line: Question("", "", line.text).for_tuning)


def quality(lines: Sequence[Line], nearest: Nearest | None = None) -> Quality:
    """Group the lines as messages that came in their order. `nearest`: of a model, to put groups together by it."""
    wants = {line.text: line.wants for line in lines}
    messages = [Unanswered(str(n), float(n), line.text, frozenset({Sign.DECLINED})) for n, line in enumerate(lines)]
    alone = group_messages(messages, sentence_encoder())
    together = join_groups(alone, nearest, sentence_encoder(), Notes()) if nearest else each_alone(alone)
    groups = [[message.text for group in ones for message in group.messages] for ones in together]
    of = {text: number for number, group in enumerate(groups) for text in group}
    pairs: dict[tuple[bool, bool], int] = defaultdict(int)
    for first, other in combinations(lines, 2):
        pairs[of[first.text] == of[other.text], bool(first.wants & other.wants)] += 1
    several = [group for group in groups if len(group) > 1]
    mixed = sum(1 for group in several if not frozenset.intersection(*(wants[text] for text in group)))
    right = pairs[True, True]
    return Quality(
        len(lines), len(groups), len(several), mixed, right, right + pairs[True, False], right + pairs[False, True]
    )


def main() -> None:
    """Print the figures of the lines that were written for it, and of real questions."""
    nearest = TrainedCurrentModel(newest_model(ROOT)).nearest
    for name, lines in {"lines.tsv": own_lines(), "real": held_out("real")}.items():
        for how, model in (("as they are", None), ("put together", nearest)):
            measured = quality(mixed_up(lines), model)
            right, share = (
                100 * measured.right / max(1, measured.together),
                100 * measured.right / max(1, measured.alike),
            )
            print(f"{name}, {how}: {measured.groups} groups, pairs right {right:.0f} %, pairs found {share:.0f} %")


if __name__ == "__main__":
    main()
