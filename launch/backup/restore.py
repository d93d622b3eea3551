"""`make restore`: restores a backup completely or not at all."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from launch.backup import archive, contents, databases
from launch.backup.create import default_archive, make
from launch.backup.databases import BackupFailed
from persistence.private import FILE, FOLDER, private_folder

SHOWN = 10
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def restore(root: Path, database: str, source: Path, *, overwrite: bool) -> Path | None:
    """Put back what the archive holds; return where what it replaced was kept, None where it replaced nothing.

    Raises BackupFailed: without `overwrite` when a file with other content, or a database, is there.
    """
    private_folder(root / "var")
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=root / "var") as unpacked:
        folder = Path(unpacked)
        manifest = archive.unpack(source, folder)
        names = _names(manifest)
        has = archive.database_in(manifest)
        _check_kind(has, database)
        changed = [name for name in names if not _is_same(root / name, folder / name)]
        replaced = [name for name in changed if (root / name).exists()]
        filled = has is not None and databases.is_filled(database)
        if (replaced or filled) and not overwrite:
            raise BackupFailed(_refusal(replaced, filled=filled))
        earlier_state = None
        if replaced or filled:
            earlier_state = default_archive(root, "before-restore")
            make(root, database if filled else None, earlier_state)
        if has:
            databases.load(database, folder / databases.NAME[has])
        for name in changed:
            _place(folder / name, root / name, secret=contents.is_secret(name))
    return earlier_state


def _names(manifest: Mapping[str, Any]) -> list[str]:
    names = [name for name in manifest["files"] if name not in databases.NAME.values()]
    strange = [name for name in names if not contents.belongs(name)]
    if strange:
        raise BackupFailed(f"备份里有不该有的文件（{strange[0]}）：没有恢复任何东西。")
    return names


def _check_kind(has: str | None, database: str) -> None:
    wanted = databases.kind(database)
    if has and has != wanted:
        configured, needed = KINDS[wanted], KINDS[has]
        raise BackupFailed(
            f"备份里是 {needed} 的数据，而 DATABASE_URL 是 {configured} 的地址：请把它设为 {needed} 的。"
        )


def _refusal(replaced: list[str], *, filled: bool) -> str:
    there = [*(["数据库"] if filled else []), *replaced[:SHOWN]]
    more = f" 等 {len(replaced)} 个文件" if len(replaced) > SHOWN else ""
    return f"已经有与备份不同的：{'、'.join(there)}{more}。没有改动；确定要覆盖，请加 OVERWRITE=yes。"


def _is_same(there: Path, backed_up: Path) -> bool:
    return there.is_file() and archive.digest(there) == archive.digest(backed_up)


def _place(backed_up: Path, there: Path, *, secret: bool) -> None:
    """Put the file there in one step."""
    there.parent.mkdir(mode=FOLDER if secret else 0o777, parents=True, exist_ok=True)
    backed_up.chmod(FILE if secret else 0o644)
    os.replace(backed_up, there)
