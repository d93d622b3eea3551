"""Finds the folder of the served content: data/, or the folder named by the environment variable CONTENT."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VARIABLE = "CONTENT"
"""The environment variable; a relative path is resolved from the project's root."""

DEFAULT = "data"
PROFILE_FILE = "profile.yml"
TALK = "data/talk"
"""Training examples for every assistant, from the project's root: small talk, calls for a person."""

GENERATED = "generated"


def content_folder(root: Path = ROOT) -> Path:
    """Return the folder with profile.yml, source/, nlu/ and generated/ of the served content."""
    return root / (os.environ.get(VARIABLE, "").strip() or DEFAULT)


@contextmanager
def other_content(folder: Path) -> Iterator[None]:
    """Make `folder` the content of this process, and of those it starts, for the duration of the block."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
