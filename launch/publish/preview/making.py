"""Makes the preview of a publication: gathers the messages, asks both models, shows the differences."""

import asyncio
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from launch.environment import ROOT
from launch.lifeline import end_with
from launch.publish.changes import ContentChanges, contents
from launch.publish.preview.asking import ModelReplies
from launch.publish.preview.comparing import Edited, compare
from launch.publish.preview.messages import held_out, public_of, recent_messages
from launch.publish.preview.showing import PAGE, as_html, lines, write
from launch.publish.store import Version, VersionStore
from launch.release.gate import known_questions
from owner.versions import View

FOLDER = "asked"

SECONDS, SECONDS_MORE = 75.0, 5.0
"""Time limits for asking and for storing the replies; messages not asked by then are counted."""


@dataclass(frozen=True)
class Coming:
    """What is to be published. `draft`: the folder data/generated. `database`: URL of the database with messages."""

    model: Path
    generated: Path
    draft: Path
    database: str


def preview(store: VersionStore, old: Version, coming: Coming, what: ContentChanges) -> Mapping[str, int]:
    """Show which replies to users will change; return the figures. Raises OSError, and Rasa's errors."""
    memory = store.folder / FOLDER
    before = ModelReplies(old.model, old.view(), memory / f"{old.model.name}.json")
    now = ModelReplies(coming.model, View(coming.generated), memory / f"{coming.model.name}.json")
    questions = dict(known_questions(coming.generated.parent))
    texts = [*dict.fromkeys([*questions, *_other_messages(coming)])]
    _ask(before, now, texts)
    found = compare(before, now, texts, Edited(what.added, what.reworded, questions))
    _forget(memory, store, coming.model)
    titles = {id_: one.title for of in (old.generated, coming.generated) for id_, one in contents(of).items()}
    print("\n".join(lines(found, titles)), flush=True)
    write(ROOT / PAGE, as_html(found, titles, [*what.lines()]))
    return found.figures()


def _ask(old: ModelReplies, new: ModelReplies, texts: Sequence[str]) -> None:
    """Ask both models at once, the old one in another process, to use a second core."""
    until = time.monotonic() + SECONDS
    other = multiprocessing.get_context("fork").Process(target=_ask_old, args=(old, texts, until, os.getpid()))
    other.start()
    try:
        asyncio.run(new.ask(texts, until))
        other.join(max(0.0, until + SECONDS_MORE - time.monotonic()))
    finally:
        other.kill()
        other.join()
    old.recall()


def _ask_old(old: ModelReplies, texts: Sequence[str], until: float, parent: int) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    end_with(parent)
    try:
        asyncio.run(old.ask(texts, until))
    except Exception as error:
        # Without these replies nothing is compared, which the caller checks.
        print(f"正在服务的模型问不了（{type(error).__name__}）。", file=sys.stderr)


def _other_messages(coming: Coming) -> Sequence[str]:
    try:
        recent = recent_messages(coming.database, public_of(coming.generated))
    except SQLAlchemyError as error:
        # Only the type is shown, because the text may hold the URL with its password.
        print(f"数据库打不开或没有回答（{type(error).__name__}），没有比较用户说过的话。", file=sys.stderr)
        recent = []
    return [*recent, *held_out(coming.draft)]


def _forget(memory: Path, store: VersionStore, coming: Path) -> None:
    """Delete the remembered replies of models that no longer exist."""
    kept = {version.model.name for version in store.versions()} | {coming.name}
    for file in memory.glob("*.json"):
        if file.name.removesuffix(".json") not in kept:
            file.unlink(missing_ok=True)
