"""The errors of the source: SourceError and Unreadable for files that cannot be read, Finding for the rest."""

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
    """Return the reason in Chinese why a file could not be opened or written."""
    return _IN_CHINESE.get(error.errno or 0, f"打不开（{error.strerror or type(error).__name__}）")


class SourceError(Exception):
    """A file cannot be read at all. `line`: the place (1: the whole file); `path`: the file."""

    def __init__(self, message: str, line: int = 1, path: Path | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.path = path


class Unreadable(Exception):
    """Some of the content cannot be read at all. `findings`: those files, and other faults found so far."""

    def __init__(self, findings: Sequence["Finding"]) -> None:
        super().__init__(findings)
        self.findings = tuple(findings)


@dataclass(frozen=True, order=True)
class Finding:
    """One thing a person should look at.

    `line`: its first place; `more_lines`: the other places. `path`: empty for the FAQ itself.
    `between`: its subjects in words that survive a reordering of the source (ids, questions, places); catalog.yml
    acknowledges it by them. A `fatal` finding stops and cannot be acknowledged.
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
        """Return one line for a terminal: file, line, kind, message."""
        also = f"（另见第 {'、'.join(map(str, self.more_lines))} 行）" if self.more_lines else ""
        return f"{self.path or source}:{self.line}: [{self.kind}] {self.message}{also}"
