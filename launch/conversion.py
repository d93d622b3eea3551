"""data/generated as the converter makes it; it is not run where nothing has changed since it found nothing to do."""

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
"""All that the converter reads, and all that it writes."""

RECORD = "models/.converted.json"
"""What the converter said of files that it left as they were, and their digest."""

Said = Mapping[str, str]


class ConversionFailed(Exception):
    """The converter found something a person has to look at; it has said what."""


@contextmanager
def converted(root: Path = ROOT) -> Iterator[None]:
    """Have the converter work meanwhile, unless it would only say again what it said of the same files.

    Raises ConversionFailed in the end. Whoever tries out an edit need not have explained it yet: `make check` is
    strict.
    """
    before = digest(root, SOURCES, CONTENT)
    known = _recorded(root, before)
    if known:
        yield
        return _say(known)
    command = [sys.executable, "-m", "converter"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True) as converter:
        yield
        said = dict(zip(("stdout", "stderr"), converter.communicate(), strict=True))
    _say(said)
    if converter.returncode != 0:
        raise ConversionFailed
    if digest(root, SOURCES, CONTENT) == before:
        _record(root, before, said)


def _say(said: Said) -> None:
    # What it complains of becomes lines of JSON only on the one stream.
    for stream, text in said.items():
        print(text, end="", file=sys.stderr if stream == "stderr" and not writes_json() else sys.stdout, flush=True)


def _recorded(root: Path, of: str) -> Said | None:
    try:
        record = json.loads((root / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(record, dict) or record.pop("digest", None) != of:
        return None
    return {str(stream): str(text) for stream, text in record.items()}


def _record(root: Path, of: str, said: Said) -> None:
    """Without it, which a full disk may prevent, the converter works once more."""
    file = root / RECORD
    new = file.with_name(f"{file.name}-{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        new.write_text(json.dumps({"digest": of, **said}, ensure_ascii=False), encoding="utf-8")
        new.replace(file)
