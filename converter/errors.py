"""What can be wrong with the source: one class for a text that cannot be read, one for a finding about it."""

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_IN_CHINESE: Mapping[int, str] = {
    errno.ENOENT: "没有这个文件：请看一看文件名和文件夹有没有写错",
    errno.EACCES: "没有权限打开：请换一个位置，或改文件的权限",
    errno.EPERM: "没有权限打开：请换一个位置，或改文件的权限",
    errno.EISDIR: "这是文件夹，请写明里面的一个文件",
    errno.ENOTDIR: "路径中间有一段不是文件夹，请看一看有没有写错",
    errno.EROFS: "这个位置只能读，写不进去：请换一个位置",
    errno.ENAMETOOLONG: "文件名太长",
}


def why_not(error: OSError) -> str:
    """Return in Chinese why a file could not be opened or written."""
    return _IN_CHINESE.get(error.errno or 0, f"打不开（{error.strerror or type(error).__name__}）")


class SourceError(Exception):
    """A file cannot be read at all; `line` is where (1: the whole file is meant), `path` which file."""

    def __init__(self, message: str, line: int = 1, path: Path | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.path = path


class Unreadable(Exception):
    """Some of the content cannot be read at all: `findings` say which files, and what else is wrong already."""

    def __init__(self, findings: Sequence["Finding"]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)


@dataclass(frozen=True, order=True)
class Finding:
    """One thing a person should look at.

    `line` is where it is seen first, `more_lines` the other places. `between` names what it is about
    in words that survive a reordering of the source (ids, questions, places), so that catalog.yml can
    acknowledge it. `path` is empty for the FAQ itself. A `fatal` finding stops
    and can't be acknowledged.
    """

    line: int
    kind: str
    message: str
    between: tuple[str, ...] = ()
    more_lines: tuple[int, ...] = ()
    path: str = ""
    fatal: bool = field(default=False)

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        return self.kind, tuple(sorted(self.between))

    def describe(self, source: str) -> str:
        """One line for a terminal: file, line, kind, message."""
        also = f"（另见第 {'、'.join(map(str, self.more_lines))} 行）" if self.more_lines else ""
        return f"{self.path or source}:{self.line}: [{self.kind}] {self.message}{also}"
