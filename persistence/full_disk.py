"""Recognizes errors of a full disk, and has the sentence about it."""

import errno
from collections.abc import Iterator
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""No room left on the device, for this user, or for a file of this process."""

_SQLITE = "database or disk is full"
NEEDED_MB = 500


def is_full(error: BaseException) -> bool:
    """Say whether a full disk is behind the error, however many others stand around it."""
    return any(
        (isinstance(cause, OSError) and cause.errno in FULL) or _SQLITE in str(cause) for cause in _causes(error)
    )


def sentence(folder: Path) -> str:
    return (
        f"磁盘已满，写不进 {folder}：请先腾出 {NEEDED_MB} MB 左右的空间（例如删除不用的日志和旧备份，"
        "用 df -h 查看余量），再运行一次；已有的内容和对话没有改动。"
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or cause.__context__
