"""What is looked at before a command does anything: the files that name classes, and the database."""

from pathlib import Path

import yaml

from launch import tensorflow_needed
from launch.class_paths import ClassMissing, check
from launch.environment import ROOT

WITHOUT_CLASSES = ("actions", "sweep")
"""Commands that do not read these files."""

WITH_DATABASE = ("server", "instance", "shell", "actions")
"""Commands whose own process opens the database."""


class NotInOrder(Exception):
    """Says in one sentence what is wrong and what to do."""


def look(command: str, database: str, root: Path = ROOT) -> None:
    """Raise NotInOrder; bring the database up to date where the command opens it, and it answers.

    `database`: SQLAlchemy's address of it.
    """
    if command not in WITHOUT_CLASSES:
        try:
            check(root)
        except ClassMissing as error:
            raise NotInOrder(str(error)) from None
        _components(root / "config.yml")
    if command in WITH_DATABASE:
        _upgrade(database)


def _components(config: Path) -> None:
    # Not there in an image, which has a model.
    content = yaml.safe_load(config.read_text(encoding="utf-8")) if config.is_file() else None
    refusal = tensorflow_needed.refusal(content) if isinstance(content, dict) else None
    if refusal:
        raise NotInOrder(refusal)


def _upgrade(database: str) -> None:
    # SQLAlchemy takes a moment, which the other commands need not wait for.
    from persistence.database import upgrade_at_start
    from persistence.migrations import DatabaseRefused

    try:
        upgrade_at_start(database)
    except DatabaseRefused as error:
        raise NotInOrder(str(error)) from None
