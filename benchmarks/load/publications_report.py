"""Counts what users got during publications and how long each took, and writes the page."""

import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.understanding.report import table
from launch.publish.preview.making import SECONDS

COMPARED = re.compile(r"（比较了 (\d+) 句(?:，另有 (\d+) 句没来得及[^）]*)?）")
LOADED = re.compile(r"用了 ([\d.]+) 秒")
BEFORE_ASKING = ("新增 ", "删除 ", "改了")
"""How the last line of `make publish` begins before both models are asked."""

SHARES = (0.5, 0.95, 1.0)
"""Of the answers, in order of their time."""

HOW = ".venv/bin/python -m benchmarks.load.publications"


@dataclass
class Heard:
    """What users got: seconds of each answer; how many were of two editions, or never came; what else was answered."""

    seconds: list[float] = field(default_factory=list)
    mixed: int = 0
    lost: int = 0
    others: Counter[str] = field(default_factory=Counter)

    def note(self, seconds: float, messages: Sequence[tuple[str, str]], words: str, title: str) -> None:
        """Count one turn: `messages` are its texts with their titles."""
        self.seconds.append(seconds)
        self.lost += not messages
        editions = [(re.search(rf"{words}（第(\d+)版）", text), text, of) for text, of in messages]
        self.mixed += any(edition and of != f"{title}{edition[1]}" for edition, _, of in editions)
        self.others.update({text for edition, text, _ in editions if edition is None})

    def within(self, share: float) -> float:
        """Return the seconds in which this share of the answers came."""
        return sorted(self.seconds)[int(share * (len(self.seconds) - 1))] if self.seconds else 0.0

    def summary(self) -> str:
        counts = f"{len(self.seconds)} messages: {self.lost} lost, {self.mixed} mixed, {self.others.total()} others"
        times = f"half within {self.within(0.5):.2f} s, the slowest {self.within(1.0):.2f} s"
        return "\n".join([f"{counts}; {times}", *(f"  {count} × {text}" for text, count in self.others.most_common(3))])


@dataclass(frozen=True)
class Published:
    """One publication, in seconds: all of it, both models asked, from the switch to the new one answering."""

    whole: float
    asking: float
    loading: float
    compared: int
    left: int
    failed: str = ""

    @classmethod
    def of(cls, lines: Sequence[tuple[float, str]], whole: float, code: int) -> "Published":
        """Read the lines of `make publish`, each with the second in which it came."""
        began = max((at for at, line in lines if line.startswith(BEFORE_ASKING)), default=0.0)
        compared = next(((at, match) for at, line in lines if (match := COMPARED.search(line))), None)
        loaded = next((float(match[1]) for _, line in lines if (match := LOADED.search(line))), 0.0)
        asking = compared[0] - began if compared else 0.0
        counts = (int(compared[1][1]), int(compared[1][2] or 0)) if compared else (0, 0)
        return cls(whole, asking, loaded, *counts, "" if code == 0 else lines[-1][1].strip() if lines else str(code))

    def __str__(self) -> str:
        what = f"asked {self.compared} ({self.left} left) in {self.asking:.0f} s, loaded in {self.loading:.1f} s"
        return f"{self.whole:.0f} s, {what}{f', FAILED: {self.failed}' if self.failed else ''}"


@dataclass
class Measured:
    """What users heard before any publication, during the small ones, during the one of many messages; and these."""

    heard: list[Heard] = field(default_factory=lambda: [Heard()])
    done: list[Published] = field(default_factory=list)

    @property
    def now(self) -> Heard:
        return self.heard[-1]

    def begin(self) -> None:
        """Count from now on for the next part."""
        self.heard.append(Heard())


PARTS = ("no publication", "publications of few messages", "the last publication")

SERVER, CLUSTER = "server", "cluster"

TITLES = {SERVER: "One server", CLUSTER: "A cluster of two instances"}

TALK = {
    SERVER: "{users} users of the REST channel asked on and on for an answer whose words and title each publication"
    " changed.",
    CLUSTER: "{users} users of the page did the same. Each publication starts new instances and an action server, tries"
    " them, and stops the old ones, whose users reconnect.",
}

HEARD_HEAD = (
    *("during", "messages", "lost", "of two publications", "answered otherwise"),
    *("half within (s)", "95 of 100 within (s)", "slowest (s)"),
)
DONE_HEAD = ("publication", "seconds", "of these both models asked", "compared", "not in time", "switched (s)", "")

INTRODUCTION = f"""\
# Publications while users talk

`{HOW}`. The content is the library's 30 answers.

The last publication of the one server compares both models on different messages of users, too, none of which either
was asked before. Asking ends {SECONDS:.0f} s after the preview begins, whatever is left.
"""


def section(name: str, measured: Measured, users: int) -> str:
    """Return what was measured with one server or with a cluster."""
    heard = [
        (part, len(of.seconds), of.lost, of.mixed, of.others.total(), *(f"{of.within(share):.2f}" for share in SHARES))
        for part, of in zip(PARTS, measured.heard, strict=False)
    ]
    done = [
        (number, f"{of.whole:.0f}", f"{of.asking:.0f}", of.compared, of.left, f"{of.loading:.1f}", of.failed or "done")
        for number, of in enumerate(measured.done, 1)
    ]
    machine = f"{os.cpu_count()} cores; {os.getloadavg()[1]:.0f} processes wanted one, those of this one included."
    tables = [
        table(head, [[*map(str, row)] for row in rows]) for head, rows in ((HEARD_HEAD, heard), (DONE_HEAD, done))
    ]
    return "\n".join([f"## {TITLES[name]}", "", f"{TALK[name].format(users=users)} {machine}", "", *tables])


def page(sections: Sequence[str]) -> str:
    return "\n".join([INTRODUCTION, *sections])
