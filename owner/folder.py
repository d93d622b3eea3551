"""The folder with the content that is served: data/, or the folder that CONTENT in the environment names."""

import os
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
