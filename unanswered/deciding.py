"""Carries out decisions about groups on the command line: set aside with a reason, join, split."""

from datetime import date
from pathlib import Path

from pydantic import ValidationError

from unanswered.notes import Ignored, Pair, add_row


class NotGiven(Exception):
    """Says in a Chinese sentence what is missing on the command line."""


def ignore(groups: str, reason: str, root: Path) -> int:
    """Set groups aside; `groups` are their ids with commas between them. Raises NotGiven, NotNotes, OSError."""
    try:
        rows = [Ignored(group=group, reason=" ".join(reason.split()), on=date.today()) for group in _ids(groups)]
    except ValidationError as error:
        raise NotGiven(
            'IGNORE 后面写列表里的组号（g 开头的 8 个字符），REASON 后面写原因，例如 REASON="不归平台管"。没有写入。'
        ) from error
    for row in rows:
        file = add_row("ignored", row, root)
        print(f"已记下：{row.group} 不再列出（{row.reason}）。要再列出来，从 {file.name} 里删掉这一行。")
    return 0


def pair(groups: str, kind: str, root: Path) -> int:
    """Note that groups are listed as one ("together"), or never are ("apart"): the first with each other one."""
    first, *others = _ids(groups) or [""]
    try:
        rows = [Pair(group=first, other=other, on=date.today()) for other in others]
    except ValidationError:
        rows = []
    if not rows:
        raise NotGiven("JOIN 和 SPLIT 后面写两个组号（g 开头的 8 个字符），用逗号隔开。没有写入。")
    for row in rows:
        file = add_row(kind, row, root)
        how = "合在一起列" if kind == "together" else "分开列"
        print(f"已记下：{row.group} 和 {row.other} {how}。不要了，从 {file.name} 的 {kind} 里删掉这一行。")
    return 0


def _ids(groups: str) -> list[str]:
    return [id_ for id_ in groups.replace("，", ",").replace(" ", "").split(",") if id_]
