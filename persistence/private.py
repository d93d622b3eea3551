"""Files that hold what users said, or secrets: nobody but their owner reads them."""

import logging
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

logger = logging.getLogger(__name__)

FOLDER, FILE = 0o700, 0o600
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite adds to the name of a database for what it keeps beside it."""


def private_folder(path: Path) -> None:
    """Make a folder, and those above it. One that is there may be everybody's, for example /tmp, and stays as it is."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=FOLDER, exist_ok=True)


def private_database(file: Path) -> None:
    """Make the file of an SQLite database before SQLite does, which would let everybody read it."""
    with suppress(OSError):  # whoever connects to it says why it cannot be made
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, FILE))
    tighten([file, *(file.with_name(file.name + more) for more in BESIDE)])


def tighten(paths: Iterable[Path]) -> None:
    """Take from the group and from others what they may do with files and folders of an earlier version."""
    for path in paths:
        try:
            mode = path.stat().st_mode & 0o777
            if mode & 0o077:
                path.chmod(mode & 0o700)
        except FileNotFoundError:
            continue
        except OSError:
            logger.warning("%s can be read by others; its owner can change that: chmod go= %s", path, path)
