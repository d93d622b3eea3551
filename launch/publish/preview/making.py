"""Makes the preview of a publication: gathers the messages, asks both models, shows the differences."""

import sys
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from launch.environment import ROOT
from launch.publish.changes import ContentChanges, contents
from launch.publish.preview.asking import ModelReplies
from launch.publish.preview.comparing import Edited, compare
from launch.publish.preview.messages import held_out, public_of, recent_messages
from launch.publish.preview.ordering import nearest_first, taught_otherwise
from launch.publish.preview.same_understanding import understanding_of
from launch.publish.preview.showing import PAGE, as_html, lines, write
from launch.publish.preview.two_processes import ask
from launch.publish.store import MOST_KEPT, Version, VersionStore
from launch.release.gate import known_questions
from owner.live import answer_ids
from owner.versions import View

FOLDER = "asked"

SECONDS = 80.0
"""Time limit for gathering messages, loading models and asking; messages not asked by then are counted."""


@dataclass(frozen=True)
class Coming:
    """What is to be published. `draft`: the folder data/generated. `database`: URL of the database with messages."""

    model: Path
    generated: Path
    draft: Path
    database: str


def preview(store: VersionStore, old: Version, coming: Coming, what: ContentChanges) -> Mapping[str, int]:
    """Show which replies to users will change; return the figures. Raises OSError, and Rasa's errors."""
    until = time.monotonic() + SECONDS
    memory = store.folder / FOLDER
    now = _replies(memory, coming.model, View(coming.generated))
    before = _replies(memory, old.model, old.view())
    if before.memory == now.memory:
        before = now
    questions = dict(known_questions(coming.generated.parent))
    texts = [*dict.fromkeys([*questions, *_other_messages(coming)])]
    models = [*dict.fromkeys([before, now])]
    ask(models, in_order(models, questions, texts, taught_otherwise(old.model, coming.model)), until)
    changes = compare(before, now, texts, Edited(what.added, what.reworded, questions))
    _forget(memory)
    titles = {id_: answer.title for of in (old.generated, coming.generated) for id_, answer in contents(of).items()}
    print("\n".join(lines(changes, titles)), flush=True)
    write(ROOT / PAGE, as_html(changes, titles, [*what.lines()]))
    return changes.figures()


def in_order(
    models: Sequence[ModelReplies], questions: Collection[str], texts: Sequence[str], changed: Collection[str]
) -> list[str]:
    """Return what a model was not asked: the FAQ's own questions, then those nearest to what is taught otherwise."""
    missing = [text for text in texts if any(model.lacks([text]) for model in models)]
    own = [text for text in missing if text in questions]
    return [*own, *nearest_first([text for text in missing if text not in questions], changed)]


def _other_messages(coming: Coming) -> Sequence[str]:
    try:
        recent = recent_messages(coming.database, public_of(coming.generated), answer_ids())
    except SQLAlchemyError as error:
        # Only the type is shown, because the text may hold the URL with its password.
        print(f"数据库打不开或没有回答（{type(error).__name__}），没有比较用户说过的话。", file=sys.stderr)
        recent = []
    return [*recent, *held_out(coming.draft)]


def _replies(memory: Path, model: Path, view: View) -> ModelReplies:
    """Return the replies of a model: those of all models that understand messages in the same way."""
    return ModelReplies(model, view, memory / f"{understanding_of(model, view) or model.name}.json")


def _forget(memory: Path) -> None:
    """Delete the replies that were not needed for longest."""
    newest_first = sorted(memory.glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in newest_first[MOST_KEPT:]:
        file.unlink(missing_ok=True)
