"""The folder with the content that is served: data/, or the folder that CONTENT in the environment names."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VARIABLE = "CONTENT"
"""The environment variable; a relative path is one below the project."""

DEFAULT = "data"
PROFILE_FILE = "profile.yml"
TALK = "data/talk"
"""What every assistant is taught, below the project: small talk, calls for a person."""

GENERATED = "generated"


def content_folder(root: Path = ROOT) -> Path:
    """Return the folder that holds profile.yml, source/, nlu/ and generated/ of the content that is served."""
    return root / (os.environ.get(VARIABLE, "").strip() or DEFAULT)


@contextmanager
def other_content(folder: Path) -> Iterator[None]:
    """Let this process, and those it starts, work on the content in `folder` meanwhile."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
