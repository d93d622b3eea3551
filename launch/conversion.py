"""Runs the converter, unless its sources are unchanged since it last found nothing to do."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from launch.environment import ROOT
from launch.model import digest
from observability.json_lines import writes_json

SOURCES = (
    "data/talk/*.yml",
    "domain.yml",
    *("converter/**/*.py", "converter/**/*.yml", "owner/**/*.py", "zh/**/*.py", "zh/**/*.yml", "understanding/**/*.py"),
    "requirements.txt",
    "var/published/*/served.json",
    "var/published/*/*/generated/answers.json",
)
CONTENT = ("**/*.txt", "**/*.y*ml", "**/*.Y*ML", "**/*.json")
"""All files of the content that the converter reads or writes."""

RECORD = "models/.converted.json"
"""The converter's output in the last runs that changed nothing, by the digest of its files."""

MOST_KEPT = 16
"""So many runs: contents that are served in turn, and each of them before and after it was first served."""

Output = Mapping[str, str]


class ConversionFailed(Exception):
    """The converter found something a person has to look at, and has printed what."""


@contextmanager
def convert_alongside(root: Path = ROOT) -> Iterator[None]:
    """Run the converter beside the body, or print its recorded output if the files are the same.

    Raises ConversionFailed at the end. Unexplained edits are allowed, so that they can be tried; `make check` is
    strict.
    """
    before = digest(root, SOURCES, CONTENT)
    recorded = _recorded(root, before)
    if recorded:
        yield
        return _say(recorded)
    command = [sys.executable, "-m", "converter", "--starting"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True) as converter:
        yield
        output = dict(zip(("stdout", "stderr"), converter.communicate(), strict=True))
    _say(output)
    if converter.returncode != 0:
        raise ConversionFailed
    if digest(root, SOURCES, CONTENT) == before:
        _record(root, before, output)


def _say(output: Output) -> None:
    # If logs are JSON, its complaints go to stdout too, where they become JSON lines.
    for stream, text in output.items():
        print(text, end="", file=sys.stderr if stream == "stderr" and not writes_json() else sys.stdout, flush=True)


def _recorded(root: Path, sources: str) -> Output | None:
    return _records(root).get(sources)


def _records(root: Path) -> dict[str, Output]:
    """Return what is recorded, the newest last; nothing of a file that is damaged or of an earlier form."""
    try:
        records = json.loads((root / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(records, dict):
        return {}
    return {key: _as_text(output) for key, output in records.items() if isinstance(output, dict)}


def _as_text(output: dict[str, object]) -> Output:
    return {str(stream): str(text) for stream, text in output.items()}


def _record(root: Path, sources: str, output: Output) -> None:
    """Record the output. If that fails, as on a full disk, the converter only runs once more; likewise where another
    process records at the same moment.
    """
    file = root / RECORD
    new = file.with_name(f"{file.name}-{os.getpid()}")
    others = [(key, earlier) for key, earlier in _records(root).items() if key != sources]
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        records = dict([*others, (sources, output)][-MOST_KEPT:])
        new.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        new.replace(file)
