"""Publishes the draft (convert, train, examine, show changes, ask, serve), or rolls back to an earlier version."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from launch import model, programs
from launch.cluster.state import read
from launch.last_good_model import remember
from launch.model_file import objection
from launch.publish import records, switching
from launch.publish.agreeing import Figures, agree, show_changes
from launch.publish.changes import changes, content_name
from launch.publish.draft import NotConverted, converted_draft, take_over
from launch.publish.preview.making import Coming
from launch.publish.records import Publication, Records
from launch.publish.store import Busy, Version, VersionStore, content_digest
from launch.publish.switching import Assistants, PublicationRefused, assistants
from launch.release import release
from launch.release.canary import Talk, read_canary
from launch.release.gate import examine, read_gate
from launch.training import train
from owner.folder import GENERATED, content_folder, other_content
from owner.versions import published_folder

NONE_RUNS = "没有正在运行的助手，下次启动就用这一版"
WHOLE = "答案、标题、问候语、热线和时间都是那一版的；要用现在的，改好后运行 make publish"


@dataclass(frozen=True)
class PublishOptions:
    """Command-line arguments. `folder`: the cluster's; `who` publishes; `yes`: do not ask; `to`: a version's number."""

    folder: Path
    who: str
    database: str
    yes: bool = False
    to: int = 0


def publish(wish: PublishOptions) -> None:
    """Publish the draft. If it raises PublicationRefused, TrainingFailed or OSError, the old version serves on."""
    store, draft = VersionStore(published_folder()), content_folder() / GENERATED
    with _alone(store, wish) as running:
        if not running:
            raise PublicationRefused("没有正在运行的助手，请先在另一个窗口运行 make run 或 make cluster")
        switching.check_program(running)
        _publish(wish, running, draft)


def _publish(wish: PublishOptions, running: Assistants, draft: Path) -> None:
    store = running.store
    with _converted(store) as generated:
        programs.load_rasa()
        programs.errors_only()
        trained = model.ensure_trained(train)
        remember(trained)
        old = store.version(running.version)
        if old and running.serves_only(old.number) and old.content == content_digest(trained, generated):
            print(f"和正在服务的第 {old.number} 版一样，没有要发布的改动", flush=True)
            return
        wrong = examine(trained, read_gate())
        if wrong:
            raise PublicationRefused("新模型没有通过检查：" + "；".join(wrong))
        seen = show_changes(store, old, Coming(trained, generated, draft, _database(wish, running)))
        agree(seen, yes=wish.yes)
        version = store.keep(trained, generated)
        of = _publication(wish, records.PUBLISH, version, seen.what, seen.figures)
        talks = read_canary()
        # New instances of a cluster inherit it: with the copy for their content they would show the next draft.
        with other_content(draft.parent):
            _serve(wish, running, version, of, talks)
        take_over(version.generated, draft)
        store.prune(switching.versions_in_use(assistants(store, wish.folder)))


def go_back(wish: PublishOptions) -> None:
    """Serve the previous version, or that of `wish.to`; the draft is unchanged. Raises PublicationRefused, OSError."""
    store = VersionStore(published_folder())
    with _alone(store, wish) as running:
        if running.cluster and not wish.to:
            _cluster_back(wish, running)
            return
        version = _before(running, wish.to)
        old = store.version(running.version)
        what = changes(old.generated, version.generated).as_json() if old else {}
        of = _publication(wish, records.ROLLBACK, version, what, {})
        _serve(wish, running, version, of, (), any_answer=True)


def _cluster_back(wish: PublishOptions, running: Assistants) -> None:
    """Roll back to the model that the cluster itself has recorded, which may belong to no version."""
    try:
        before = release.rollback_model(wish.folder)
    except release.ReleaseRefused as error:
        raise PublicationRefused(str(error)) from error
    version = running.store.version(switching.number_of(running.store, before))
    if version:
        of = _publication(wish, records.ROLLBACK, version, {}, {})
        # Any answer is accepted, because the canary may expect answers of the model to be removed.
        _serve(wish, running, version, of, read_canary(), any_answer=True)
    else:
        switching.replace_cluster(wish.folder, before, read_canary(), any_answer=True)
        print(f"现在由模型 {before.name} 服务", flush=True)


def _before(running: Assistants, to: int) -> Version:
    served = running.store.served()
    number = to or (served.previous if served.version == running.version else served.version)
    version = running.store.version(number) if number else None
    if version is None:
        stored = "、".join(str(version.number) for version in running.store.versions())
        raise PublicationRefused(
            f"没有第 {to} 版，保留的有：{stored}" if to else "没有可以退回的版本：还没有发布过别的内容"
        )
    wrong = objection(version.model)
    if wrong:
        raise PublicationRefused(f"第 {version.number} 版的模型用不了：{wrong}")
    return version


def _serve(
    wish: PublishOptions,
    running: Assistants,
    version: Version,
    of: Publication,
    talks: Sequence[Talk],
    *,
    any_answer: bool = False,
) -> None:
    pinned = of.kind == records.ROLLBACK
    with _recorded(_database(wish, running), of) as figures:
        figures["seconds"] = round(switching.switch(running, version, talks, pinned=pinned, any_answer=any_answer), 1)
    how = f"，用了 {figures['seconds']} 秒" if running else f"（{NONE_RUNS}）"
    print(f"现在由第 {version.number} 版服务，模型 {version.model.name}{how}；要退回，运行 make rollback", flush=True)
    if pinned:
        print(WHOLE, flush=True)


def _publication(
    wish: PublishOptions, kind: str, version: Version, what: Mapping[str, object], figures: Figures
) -> Publication:
    of = {records.NAME: "", records.FOLDER: version.folder.parent.name}
    # A damaged version can be gone back to, and then has no name.
    with suppress(OSError, ValueError, KeyError):
        of[records.NAME] = content_name(version.generated)
    changed = {**what, records.OF: of}
    return Publication(wish.who, kind, version.number, version.model.name, version.content, changed, figures)


@contextmanager
def _recorded(url: str, of: Publication) -> Iterator[dict[str, int | float]]:
    """Record the publication before it begins and after it ends. Without a database only a rollback is possible."""
    publications, number = Records(url), 0
    figures: dict[str, int | float] = {**of.figures}
    try:
        number = publications.begin(of)
    except SQLAlchemyError as error:
        # Only the type is shown, because the text may hold the URL with its password.
        missing = f"数据库没有回答（{type(error).__name__}），这次发布记不下来"
        if of.kind == records.PUBLISH:
            raise PublicationRefused(missing) from error
        print(f"{missing}；照样退回", file=sys.stderr)
    outcome = records.REFUSED
    try:
        yield figures
        outcome = records.DONE
    finally:
        if number:
            _end(publications, number, outcome, figures)


def _end(publications: Records, number: int, outcome: str, figures: Figures) -> None:
    try:
        publications.end(number, outcome, figures)
    except SQLAlchemyError as error:
        print(f"数据库没有回答（{type(error).__name__}），结果没有记下来", file=sys.stderr)


def _database(wish: PublishOptions, running: Assistants) -> str:
    """Return the database URL of the running assistants; a cluster has its own."""
    return read(wish.folder).variables.get("DATABASE_URL", wish.database) if running.cluster else wish.database


@contextmanager
def _alone(store: VersionStore, wish: PublishOptions) -> Iterator[Assistants]:
    try:
        with store.publishing(f"{wish.who}，{datetime.now():%m-%d %H:%M} 开始"):
            yield assistants(store, wish.folder)
    except Busy as error:
        raise PublicationRefused(f"另一次发布正在进行（{error}）") from None


@contextmanager
def _converted(store: VersionStore) -> Iterator[Path]:
    try:
        with converted_draft(store) as generated:
            yield generated
    except NotConverted:
        raise PublicationRefused("转换没有通过，原因见上") from None
