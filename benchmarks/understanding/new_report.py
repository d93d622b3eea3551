"""Writes docs/benchmarks/new.md and its chart from the figures of new_answer.py and new_faq.py.

python -m benchmarks.understanding.new_report
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.understanding import new_answer, new_faq
from benchmarks.understanding.charts import by_phrasings
from benchmarks.understanding.new_answer import ALL, Trial
from benchmarks.understanding.report import percent, table
from benchmarks.understanding.score import QuestionOutcome
from benchmarks.understanding.training_data import ROOT

PAGE = ROOT / "docs/benchmarks/new.md"
CHART = "new-answer.png"


def as_markdown(faqs: Sequence[Mapping[str, Any]], trials: Sequence[Trial]) -> str:
    """Return the page. `faqs`: rows of new_faq.measure; `trials`: of new_answer, the full house among them."""
    return "\n".join(
        [
            "# What is new\n",
            "Written by `make bench-new`. How the assistant fares with questions nobody has tuned to, with an answer "
            "that has just been added, and with a FAQ for which nobody has written phrasings. Peers learn the same "
            "questions and answer whatever comes first; NLP.js has a threshold of its own.\n",
            "## Questions nobody tuned to, and FAQs without phrasings\n",
            "Of the row *all phrasings*: the questions that were written later (`fresh.tsv`, `real.tsv`, "
            "`second_fresh.tsv`, `third_fresh.tsv`, `fourth_fresh.tsv`, `fifth_fresh.tsv`, `sixth_fresh.tsv`, "
            "`seventh_fresh.tsv`, `eighth_fresh.tsv`). Of the row *no phrasings*: all sets of "
            "`benchmarks/understanding/`.\n",
            table(
                ["FAQ", "system", "questions", "n", *(outcome.value for outcome in QuestionOutcome)],
                [_row(row) for row in faqs],
            ),
            "## A new answer\n",
            f"{_answers(trials)} answers in turn: all others with all their phrasings, this one with the FAQ's own "
            "questions and so many phrasings. Shares of its held-out questions, over all answers together. Lost by "
            "others: percentage points of a sample of their questions that are right at once when nothing is missing. "
            "Taken: questions of others, or out of scope, that the new answer is given for.\n",
            table(
                ["phrasings", "n", "at once", "one button away, or at once", "declined", "wrong",
                 "lost by others", "taken from others", "taken out of scope"],
                [_trial_row(count, trials) for count in _counts(trials)],
            ),
            f"![share of a new answer's questions by phrasings]({CHART})\n",
        ]
    )  # fmt: skip


def _row(row: Mapping[str, Any]) -> list[str]:
    shares = [percent(row[outcome.value]) for outcome in QuestionOutcome]
    return [str(row["faq"]), str(row["system"]), str(row["kind"]), str(row["n"]), *shares]


def _answers(trials: Sequence[Trial]) -> int:
    return len({one.answer for one in trials})


def _counts(trials: Sequence[Trial]) -> list[int]:
    """Return the numbers of phrasings that were tried, few first; ALL comes last."""
    return sorted({one.phrasings for one in trials}, key=lambda count: (count == ALL, count))


def _trial_row(count: int, trials: Sequence[Trial]) -> list[str]:
    some = [one for one in trials if one.phrasings == count]
    whole = {one.answer: one.others_right for one in trials if one.phrasings == ALL}
    lost = sum(whole[one.answer] - one.others_right for one in some) / sum(one.others for one in some)
    shares = (
        _share(some, lambda one: one.at_once), _share(some, lambda one: one.at_once + one.offered),
        _share(some, lambda one: one.declined), _share(some, lambda one: one.wrong),
    )  # fmt: skip
    return [
        "all" if count == ALL else str(count), str(sum(one.asked for one in some)), *map(percent, shares),
        f"{100 * lost:.2f}", str(sum(one.taken for one in some)), str(sum(one.taken_out_of_scope for one in some)),
    ]  # fmt: skip


def chart(trials: Sequence[Trial], path: Path) -> None:
    """Draw the share of its own questions that a new answer gets, by phrasings."""
    counts = [count for count in _counts(trials) if count != ALL]
    groups = [[one for one in trials if one.phrasings == count] for count in counts]
    shares = {
        "at once": [_share(group, lambda one: one.at_once) for group in groups],
        "at once or one button away": [_share(group, lambda one: one.at_once + one.offered) for group in groups],
    }
    by_phrasings(counts, shares, "a new answer's own questions", path)


def _share(group: Sequence[Trial], counted: Callable[[Trial], int]) -> float:
    return sum(map(counted, group)) / sum(one.asked for one in group)


def main() -> None:
    faqs = json.loads(new_faq.FILE.read_text(encoding="utf-8"))
    trials = new_answer.read()
    PAGE.write_text(as_markdown(faqs, trials), encoding="utf-8")
    chart(trials, PAGE.with_name(CHART))
    print(f"written: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
