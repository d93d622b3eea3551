"""Chooses what a server starts with: its last version, the version the owner rolled back to, or the draft."""

import sys
from contextlib import suppress
from pathlib import Path

from launch.model_file import objection
from launch.preparation import model_to_serve
from launch.publish.following import ServerStart
from launch.publish.running import previous_status
from launch.publish.store import Version, VersionStore
from observability.json_lines import writes_json
from owner.folder import GENERATED, content_folder
from owner.versions import View, published_folder, view_of

WENT_BACK = "现在服务的是退回的第 {number} 版，草稿里的改动没有用上；改好以后运行 make publish。"


def begin_with(port: int, boss: str) -> ServerStart:
    """Return what the server on this port starts with. `boss`: as `running.boss_of` names the starting process.

    Raises ConversionFailed if there is nothing to serve.
    """
    store, draft = VersionStore(published_folder()), content_folder() / GENERATED
    served, last_status = store.served(), previous_status(store, port, boss)
    if last_status and last_status.version:
        number = served.version if served.serial > last_status.seen else last_status.version
    else:
        number = served.version if served.pinned else 0
    version = _usable(store, number)
    if version is None:
        model = model_to_serve()
        version = store_as_version(store, model, draft)
        return ServerStart(store, draft, port, boss, version.model if version else model, version, served.serial)
    if served.pinned and not last_status:
        _say(WENT_BACK.format(number=number))
    return ServerStart(store, draft, port, boss, version.model, version, served.serial)


def version_or_model() -> Path:
    """Return the model a cluster starts with: that of the version rolled back to, or else of the draft.

    It lies in its version's folder, unless the version could not be stored. Raises ConversionFailed.
    """
    store = VersionStore(published_folder())
    served = store.served()
    back = _usable(store, served.version) if served.pinned else None
    if back:
        _say(WENT_BACK.format(number=back.number))
        return back.model
    model = model_to_serve()
    version = store_as_version(store, model, content_folder() / GENERATED)
    return version.model if version else model


def store_as_version(store: VersionStore, model: Path, generated: Path) -> Version | None:
    """Store what is served as a version; return None if the disk has no room."""
    with suppress(OSError):
        return store.keep(model, generated)
    return None


def view_with(model: Path) -> View | None:
    """Return the view of the version that the model lies in; None if it lies in none."""
    return view_of(model.parent.name) if model.parent.parent == published_folder() else None


def _usable(store: VersionStore, number: int) -> Version | None:
    version = store.version(number) if number else None
    return version if version and objection(version.model) is None else None


def _say(text: str) -> None:
    print(text, file=sys.stdout if writes_json() else sys.stderr, flush=True)
