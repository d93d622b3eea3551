"""Finds the programs that the cluster needs where Debian puts them, and says what to install if one is missing."""

import os
import shutil
from collections.abc import Collection
from pathlib import Path

PACKAGES = {
    "nginx": "nginx",
    "redis-server": "redis-server",
    "postgres": "postgresql",
    "initdb": "postgresql",
}
"""The Debian package of each program."""


class MissingPrograms(Exception):
    """Says in one sentence what to install."""


def search_path(environment_path: str, root: Path = Path("/")) -> str:
    """Return the PATH with the folders that it often leaves out; the newest PostgreSQL comes first."""
    versions = sorted(root.glob("usr/lib/postgresql/*/bin"), key=_version, reverse=True)
    return os.pathsep.join([environment_path, *map(str, versions), str(root / "usr/sbin"), str(root / "sbin")])


def find(names: Collection[str], environment_path: str, root: Path = Path("/")) -> dict[str, str]:
    """Return the path of each program; raises MissingPrograms."""
    path = search_path(environment_path, root)
    paths = {name: shutil.which(name, path=path) for name in names}
    missing = sorted({PACKAGES[name] for name, there in paths.items() if there is None})
    if missing:
        needed = " ".join(missing)
        raise MissingPrograms(f"缺少 {needed}：请先安装（例如 apt-get install {needed}），再运行一次")
    return {name: there for name, there in paths.items() if there}


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.parent.name.split(".") if part.isdecimal())
