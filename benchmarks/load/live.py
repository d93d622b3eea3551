"""Measures how soon a changed sentence, title, hour or city is served after `make data`.

    python -m benchmarks.load.live [--times 10]

Each change is written into a copy of the frozen content, and `python -m converter` runs as `make data` does. From its
start on a user asks until the new words come. Writes docs/benchmarks/live.md.
"""

import argparse
import asyncio
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.frozen.project import frozen_project
from tests.rest_talking import rest_talk
from tests.running import ROOT, running_assistant

PAGE = ROOT / "docs/benchmarks/live.md"
PATIENCE, PAUSE = 60.0, 0.1
"""Seconds until a change counts as never served; seconds between two questions."""

ALLOWED = 5.0
"""Seconds from the end of `make data` in which a change must be said."""

CITY = "威海"


@dataclass(frozen=True)
class LiveChange:
    """`edits`: file, pattern, the text of edition n instead. `says`: messages of a user; `hears`: what is said then."""

    name: str
    edits: Callable[[int], Sequence[tuple[str, str, str]]]
    says: tuple[str, ...]
    hears: Callable[[int], str]


@dataclass(frozen=True)
class Served:
    """Seconds of `make data`, and from its end until the change was said."""

    data: float
    after: float


def _city(number: int) -> Sequence[tuple[str, str, str]]:
    """Move CITY to the other list of the profile, and to and from the list of the FAQ, which is compared with it."""
    can, cannot = (f", {CITY}", "") if number % 2 else ("", f"{CITY}, ")
    return [
        ("profile.yml", rf"(\n  supported: \[[^\]]*?)(?:, {CITY})?\]", rf"\g<1>{can}]"),
        ("profile.yml", rf"(\n  unsupported: \[)(?:{CITY}, )?", rf"\g<1>{cannot}"),
        ("source/faq.txt", rf"(可以在本平台进行学时申报：.*?)(?:/{CITY})?\n", "\\1" + f"/{CITY}" * (number % 2) + "\n"),
    ]


CHANGES = (
    LiveChange(
        "greeting",
        lambda n: [("profile.yml", r'\n  greet: "(?:第\d+版。)?', f'\n  greet: "第{n}版。')],
        ("你好",),
        lambda n: f"第{n}版。",
    ),
    LiveChange(
        "title",
        lambda n: [("source/catalog.yml", r"title: 怎么注册(?:（第\d+版）)?\n", f"title: 怎么注册（第{n}版）\n")],
        ("/menu", '/menu{"topic": "registration"}'),
        lambda n: f"怎么注册（第{n}版）",
    ),
    LiveChange(
        "hours",
        lambda n: [("profile.yml", r'\n  hours: ".*"', f'\n  hours: "每天 {n}:00—20:00"')],
        ("人工几点上班",),
        lambda n: f"每天 {n}:00—20:00",
    ),
    LiveChange(
        "city", _city, (f"我在{CITY}，怎么不能学时申报",), lambda n: "可以在本平台" if n % 2 else "无法在本平台"
    ),
)


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load.live", description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="live-") as name:
        folder = Path(name)
        content = Path(shutil.copytree(frozen_project() / "data", folder / "content"))
        city_first(content)
        more = {"CONTENT": str(content)}
        with running_assistant(folder, more) as running:
            served = asyncio.run(_measure(running.url, content, more, args.times))
    PAGE.write_text(page(served), encoding="utf-8")


def city_first(content: Path) -> None:
    """Write CITY at the beginning of its list, where it is found again."""
    profile = content / "profile.yml"
    text = re.sub(rf"(unsupported: \[)(.*?){CITY}, ", rf"\1{CITY}, \2", profile.read_text(encoding="utf-8"))
    profile.write_text(text, encoding="utf-8")


async def _measure(url: str, content: Path, more: dict[str, str], times: int) -> dict[str, list[Served]]:
    served: dict[str, list[Served]] = {change.name: [] for change in CHANGES}
    for number in range(1, times + 1):
        for change in CHANGES:
            served[change.name].append(await _served(url, content, more, change, number))
            print(change.name, number, served[change.name][-1], flush=True)
    return served


async def _served(url: str, content: Path, more: dict[str, str], change: LiveChange, number: int) -> Served:
    """Make one change and wait until it is said. Raises AssertionError if the content is refused or never said."""
    edit(content, change, number)
    command = (sys.executable, "-m", "converter", "--content", str(content))
    started = time.perf_counter()
    converting = await asyncio.create_subprocess_exec(
        *command, cwd=frozen_project(), env={**os.environ, **more},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    output, _ = await converting.communicate()
    assert converting.returncode == 0, output.decode()
    ended = time.perf_counter()
    while change.hears(number) not in await _heard(url, change):
        assert time.perf_counter() < ended + PATIENCE, f"{change.name} {number} is not served"
        await asyncio.sleep(PAUSE)
    return Served(ended - started, time.perf_counter() - ended)


def edit(content: Path, change: LiveChange, number: int) -> None:
    for name, old, new in change.edits(number):
        file = content / name
        text, times = re.subn(old, new, file.read_text(encoding="utf-8"), count=1)
        assert times, f"{file} has no {old}"
        file.write_text(text, encoding="utf-8")


async def _heard(url: str, change: LiveChange) -> str:
    """Say it in a new conversation, and return all that comes back last."""
    async with rest_talk(url) as talk:
        messages = [await talk.say(text) for text in change.says]
    return str(messages[-1])


def page(served: dict[str, list[Served]]) -> str:
    """Return the page of the figures."""
    times = len(next(iter(served.values())))
    rows = [
        f"| {name} | {median(run.data for run in runs):.1f} | {max(run.data for run in runs):.1f} "
        f"| {median(run.after for run in runs):.2f} | {max(run.after for run in runs):.2f} "
        f"| {sum(run.after <= ALLOWED for run in runs)} of {len(runs)} |"
        for name, runs in served.items()
    ]
    return "\n".join(
        [
            "# A change that is only said",
            "",
            f"`.venv/bin/python -m benchmarks.load.live`: four things, each changed {times} times, in the owner's",
            "content, beside an assistant that was trained before. A user asks until the new words come; asking takes",
            "part of the time.",
            "",
            "| changed | `make data` (s) | slowest | said after it (s) | slowest | within 5 s |",
            "| --- | --- | --- | --- | --- | --- |",
            *rows,
            "",
            f"{os.cpu_count()} cores; at the end {os.getloadavg()[0]:.0f} processes wanted one.",
            "",
        ]
    )


if __name__ == "__main__":
    main()
