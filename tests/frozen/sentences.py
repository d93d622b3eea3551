"""Compares the sentences of the frozen profile with those that owner/sentences.py names."""

import re
from collections.abc import Iterator

import yaml

from owner.sentences import EVERYWHERE, needed_sentences
from tests.frozen.project import CONTENT

FILE = "tests/frozen/data/profile.yml"

FIELD = re.compile(r"\{(\w+)\}")


def complaint(text: str) -> str:
    """Return what a profile.yml with roles and places has otherwise, and the command that mends it; else nothing."""
    different = [*_differences(yaml.load(text, Loader=yaml.CSafeLoader)["sentences"])]
    if not different:
        return ""
    return "\n".join(
        (
            f"The tests' own profile, {FILE}, does not fit owner/sentences.py:",
            *(f"  {line}" for line in different),
            "Mend data/profile.yml, then: .venv/bin/python -m tests.frozen.project",
        )
    )


def _differences(sentences: dict[str, str]) -> Iterator[str]:
    wanted = needed_sentences(roles=True, places=True)
    yield from (f"it lacks the sentence “{name}”" for name in wanted if name not in sentences)
    yield from (f"it has “{name}”, which is no sentence" for name in sentences if name not in wanted)
    for name in wanted.keys() & sentences:
        for field in sorted({*FIELD.findall(sentences[name])} - {*wanted[name], *EVERYWHERE}):
            yield f"“{name}” has {{{field}}}, which nothing fills in"


def frozen_complaint() -> str:
    return complaint((CONTENT / "profile.yml").read_text(encoding="utf-8"))
