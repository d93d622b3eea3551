"""The commands `make publish`, `make rollback` and `make history`, with their messages and exit codes."""

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from launch.cluster.running import is_running
from launch.cluster.state import read
from launch.model import TrainingFailed
from launch.publish import publishing
from launch.publish.changes import KINDS as CHANGES
from launch.publish.publishing import PublishOptions
from launch.publish.records import BEGUN, DONE, FOLDER, NAME, PUBLISH, REFUSED, Publication, Records
from launch.publish.store import VersionStore
from launch.publish.switching import PublicationRefused
from owner.versions import published_folder

KINDS = {PUBLISH: "发布"}
OUTCOMES = {DONE: "成功", REFUSED: "没有成功", BEGUN: "中断"}
FIGURES = {"compared": "比较", "taken": "新答案接到", "changed": "答案变了", "lost": "原来能答", "gained": "新能答"}
MOST = 30


def publish(wish: PublishOptions) -> int:
    """Publish the draft; return the exit code."""
    return _exit_code(publishing.publish, wish, "没有发布，仍由原来的模型服务")


def go_back(wish: PublishOptions) -> int:
    """Roll back to an earlier version; return the exit code."""
    return _exit_code(publishing.go_back, wish, "没有退回，仍由原来的模型服务")


def _exit_code(do: Callable[[PublishOptions], None], wish: PublishOptions, otherwise: str) -> int:
    try:
        do(wish)
    except PublicationRefused as error:
        print(f"{error}。{otherwise}", file=sys.stderr)
        return 1
    except TrainingFailed:
        print(f"训练没有成功，原因见上。{otherwise}", file=sys.stderr)
        return 1
    return 0


def history(folder: Path, database: str) -> int:
    """Print the newest publications as a table; returns the exit code."""
    url = read(folder).variables.get("DATABASE_URL", database) if is_running(folder) else database
    try:
        publications = Records(url).newest(MOST)
    except SQLAlchemyError as error:
        print(f"数据库打不开或没有回答（{type(error).__name__}）", file=sys.stderr)
        return 1
    versions = published_folder()
    print("\n".join(table(publications, VersionStore(versions).served().version, versions.name)))
    return 0


def table(publications: Sequence[Publication], serving: int, content: str) -> Iterator[str]:
    """Yield the lines of the table, newest first.

    `serving`: the version in service, marked with a star, of the content with this folder of versions.
    """
    if not publications:
        yield "还没有发布过。"
        return
    rows = [("", "时间", "谁", "做了什么", "内容", "结果", "改动和数字")]
    marked = False
    for publication in publications:
        own = publication.of(FOLDER) in ("", content)
        star = own and publication.version == serving and publication.outcome == DONE and not marked
        marked = marked or star
        rows.append(("*" * star, *_row(publication)))
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[-1]]).rstrip()


def _row(publication: Publication) -> tuple[str, str, str, str, str, str]:
    at = datetime.fromisoformat(publication.at).astimezone()
    did = f"{KINDS.get(publication.kind, '退回')}第 {publication.version} 版"
    return (
        f"{at:%Y-%m-%d %H:%M}",
        publication.who,
        did,
        publication.of(NAME) or "—",
        OUTCOMES.get(publication.outcome, publication.outcome),
        _what(publication),
    )


def _what(publication: Publication) -> str:
    parts = [f"{name} {len(publication.changes[key])}" for key, name in CHANGES.items() if publication.changes.get(key)]
    parts += ["改设置"] if publication.changes.get("profile") else []
    parts += [f"{name} {publication.figures[key]}" for key, name in FIGURES.items() if key in publication.figures]
    parts += [f"{publication.figures['seconds']} 秒"] if "seconds" in publication.figures else []
    return "，".join(parts) or "—"


def _width(text: str) -> int:
    """Return how many terminal columns the text takes."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
