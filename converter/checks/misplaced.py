"""Finds files of phrasings that training does not read: wrongly named, or outside the folder nlu."""

import re
from collections.abc import Iterator
from pathlib import Path

from converter.errors import Finding
from converter.handwritten import ENDINGS
from owner.folder import GENERATED

KIND = "unread-examples"
NLU = "nlu"

_ELSEWHERE = (NLU, GENERATED, "talk", "source")
"""Folders of the content with a meaning of their own."""

_OF_EXAMPLES = re.compile(rb"^nlu\s*:", re.MULTILINE)
_MOST = 2_000
"""Bytes of a file that are read."""


def check_misplaced(folder: Path, shown: str) -> Iterator[Finding]:
    """Yield a finding for each such file in the content's `folder`. `shown`: the folder's name in findings."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file():
            continue
        if inside.parts[0] == NLU and path.suffix.lower() not in ENDINGS:
            yield _finding(f"{shown}/{inside}", "里面的说法不会学：文件名要以 .yml 结尾；只是备份的，放到别处")
        elif inside.parts[0] not in _ELSEWHERE and path.suffix.lower() in ENDINGS and _holds_examples(path):
            yield _finding(f"{shown}/{inside}", "里面的说法不会学：请移到 nlu 文件夹里")


def _finding(path: str, message: str) -> Finding:
    return Finding(1, KIND, message, (path,), path=path)


def _holds_examples(path: Path) -> bool:
    with path.open("rb") as file:
        return bool(_OF_EXAMPLES.search(file.read(_MOST)))
