"""Creates folders and database files that only their owner can read, and removes others' permissions."""

import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

logger = logging.getLogger(__name__)

FOLDER, FILE = 0o700, 0o600
BESIDE = ("-wal", "-shm", "-journal")
"""Suffixes of the files that SQLite keeps beside a database."""


def private_folder(path: Path) -> None:
    """Make a folder and those above it. Existing ones stay unchanged: they may be public, for example /tmp."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=FOLDER, exist_ok=True)


def private_database(file: Path) -> None:
    """Create the file of an SQLite database, because SQLite would make it readable for everybody."""
    with suppress(OSError):  # the later connection reports why it cannot be made
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, FILE))
    tighten([file, *(file.with_name(file.name + more) for more in BESIDE)])


def tighten(paths: Iterable[Path]) -> None:
    """Remove all permissions of group and others, which earlier versions granted."""
    for path in paths:
        try:
            mode = path.stat().st_mode & 0o777
            if mode & 0o077:
                path.chmod(mode & 0o700)
        except FileNotFoundError:
            continue
        except OSError:
            logger.warning("%s can be read by others; its owner can change that: chmod go= %s", path, path)
