"""`make backup`: writes the archive."""

import tempfile
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from launch.backup import archive, contents, databases
from persistence.private import private_folder

FOLDER = "var/backups"


def default_archive(root: Path, what: str = "xueshi") -> Path:
    """Return a name by the present time that no file has yet."""
    name = f"{what}-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(path for path in (root / FOLDER / f"{name}.tar.gz" for name in names) if not path.exists())


def make(root: Path, database: str | None, to: Path) -> None:
    """Write the archive; the assistant may go on. `database`: its address, None where there is none.

    Raises BackupFailed, and OSError when there is no room.
    """
    private_folder(root / "var")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=root / "var") as folder:
        files = {name: root / name for name in contents.files(root)}
        if database:
            copy = Path(folder, databases.NAME[databases.kind(database)])
            databases.dump(database, copy)
            files[copy.name] = copy
        archive.write(to, files, {"made": datetime.now().astimezone().isoformat(timespec="seconds")})
