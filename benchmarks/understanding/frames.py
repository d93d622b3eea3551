"""Asks known questions with other words around them, which must not hide the question.

    python -m benchmarks.understanding.frames MODEL

frames.txt has 80 frames: 长话短说：{}. In each stands the first example of every answer. Writes
docs/benchmarks/frames.md.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.understanding import assistant
from benchmarks.understanding.questions import Question
from benchmarks.understanding.score import QuestionOutcome, Reply, Result, ask_all, by, shares
from benchmarks.understanding.training_data import ROOT, examples
from owner.live import answer_titles

FILE = Path(__file__).with_suffix(".txt")
REPORT = ROOT / "docs/benchmarks/frames.md"
PLACE = "{}"

WORST_SHOWN = 8
"""How many of the frames in which most is lost are listed."""


def frames() -> list[str]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if PLACE in line and not line.startswith("#")]


def known_questions(answers: Sequence[str], reply: Callable[[str], Reply]) -> Mapping[str, str]:
    """Return the first example of each answer that gets it when it stands alone."""
    first: dict[str, str] = {}
    for text, label in examples():
        if label in answers:
            first.setdefault(label, text)
    return {id_: text for id_, text in first.items() if reply(text).answer == id_}


def framed(questions: Mapping[str, str], every: Sequence[str]) -> list[Question]:
    """Return each question in each frame; the frame is its style."""
    return [Question(id_, frame, frame.replace(PLACE, text)) for frame in every for id_, text in questions.items()]


def report(results: Sequence[Result]) -> str:
    total = shares(results)
    by_frame = by(results, lambda result: result.question.style)
    right = {frame: shares(group)[QuestionOutcome.RIGHT] for frame, group in by_frame.items()}
    worst = sorted(right, key=lambda frame: right[frame])[:WORST_SHOWN]
    rows = "\n".join(f"| {outcome.value} | {100 * total[outcome]:.1f} % |" for outcome in QuestionOutcome)
    frame_rows = "\n".join(f"| {frame} | {100 * right[frame]:.0f} % |" for frame in worst)
    return f"""# Words around a question

`python -m benchmarks.understanding.frames MODEL`: {len(by_frame)} frames by a writer who had seen neither phrasings
nor code (`benchmarks/understanding/frames.txt`), each around the first example of {len(results) // len(by_frame)}
answers: {len(results):,} messages.

| outcome | share |
| --- | --- |
{rows}

First look, before a known question counted beside remarks that ask nothing (`understanding/known_question.py`):
right at once 98.2 %, wrong 0.5 %. Around the shortest phrasing (换单位) of each answer in place of the FAQ's own
question: 87.7 % right at once, 3.2 % wrong and 2.0 % declined then, 96.5 %, 0.1 % and 0.3 % after.

| frame in which most is lost | right at once |
| --- | --- |
{frame_rows}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parse = assistant.load(parser.parse_args().model)

    def reply(text: str) -> Reply:
        return assistant.reply(parse(text))

    results = ask_all(framed(known_questions([*answer_titles()], reply), frames()), reply)
    REPORT.write_text(report(results), encoding="utf-8")
    print(f"written: {REPORT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
