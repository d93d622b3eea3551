"""Folders of migrations made up for a test, after those there are."""

import shutil
from pathlib import Path

from persistence.migrations import FOLDER

STEP = '''"""Made up for a test."""

import time

from alembic import op

revision = "{name}"
down_revision = "{before}"


def upgrade() -> None:
    {body}
'''


def copied(to: Path) -> Path:
    """Copy the migrations there are."""
    return Path(shutil.copytree(FOLDER, to / "migrations", ignore=shutil.ignore_patterns("__pycache__")))


def add(folder: Path, name: str, *body: str) -> None:
    """Add a step that does these lines."""
    before = sorted(file.stem for file in folder.glob("versions/r*.py"))[-1]
    text = STEP.format(name=name, before=before, body="\n    ".join(body))
    (folder / f"versions/{name}.py").write_text(text, encoding="utf-8")
