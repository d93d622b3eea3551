"""Checks class names and TensorFlow components in the project's files, and upgrades the database, before a start."""

from pathlib import Path

import yaml

from launch import tensorflow_needed
from launch.class_paths import ClassMissing, check
from launch.environment import ROOT
from settings.common import StoredData

WITHOUT_CLASSES = ("actions", "sweep")
"""Commands that do not read these files."""

WITH_DATABASE = ("server", "instance", "shell", "actions")
"""Commands whose own process opens the database."""

WITH_USERS = ("server", "instance")
"""Of these, those that take what users say."""


class ProjectNotReady(Exception):
    """A check failed; the message says in one sentence what is wrong and what to do."""


def check_before_start(command: str, stored: StoredData, root: Path = ROOT) -> None:
    """Raise ProjectNotReady; bring the database up to date where the command opens it, and it answers."""
    if command not in WITHOUT_CLASSES:
        try:
            check(root)
        except ClassMissing as error:
            raise ProjectNotReady(str(error)) from None
        _components(root / "config.yml")
    if command in WITH_DATABASE:
        _upgrade(stored, renaming=command in WITH_USERS)


def _components(config: Path) -> None:
    # Not there in an image, which has a model.
    content = yaml.safe_load(config.read_text(encoding="utf-8")) if config.is_file() else None
    refusal = tensorflow_needed.refusal(content) if isinstance(content, dict) else None
    if refusal:
        raise ProjectNotReady(refusal)


def _upgrade(stored: StoredData, *, renaming: bool) -> None:
    # SQLAlchemy takes a moment, which the other commands need not wait for.
    from persistence.database import upgrade_at_start
    from persistence.migrations import DatabaseRefused
    from persistence.names import names_of

    try:
        upgrade_at_start(stored.database, names_of(stored.session_key) if renaming else None)
    except DatabaseRefused as error:
        raise ProjectNotReady(str(error)) from None
