"""What a server begins with."""

from dataclasses import asdict, replace
from pathlib import Path

import pytest

from launch.publish import beginning
from launch.publish.beginning import begin_with, version_or_model
from launch.publish.running import FOLDER, new_status
from launch.publish.store import VersionStore, write_json
from tests.launch.publish.contents import generated, kept, model

PORT, BOSS = 5005, "17-4711"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> VersionStore:
    """Return a store of two versions; the draft is a third content, with a model of its own."""
    made = VersionStore(tmp_path / "published")
    content = tmp_path / "content"
    generated(content / "generated", {"x": "草稿"})
    monkeypatch.setattr(beginning, "published_folder", lambda: made.folder)
    monkeypatch.setattr(beginning, "content_folder", lambda: content)
    monkeypatch.setattr(beginning, "objection", lambda of: None if of.read_bytes() != b"bad" else "文件不完整")
    monkeypatch.setattr(beginning, "model_to_serve", lambda: model(tmp_path, "draft"))
    kept(made, tmp_path, "a", {"x": "一"})
    kept(made, tmp_path, "b", {"x": "二"})
    return made


def ended(store: VersionStore, version: int, seen: int) -> None:
    """Let a server have served the version, and have ended."""
    status = replace(new_status(PORT, BOSS, version, seen), began=1)
    (store.folder / FOLDER).mkdir()
    write_json(store.folder / FOLDER / status.name, asdict(status))


def test_a_person_starts_it_with_the_draft(store: VersionStore) -> None:
    store.serve(2, 1, pinned=False)
    begun = begin_with(PORT, BOSS)
    assert begun.version
    assert (begun.version.number, begun.model.name, begun.seen) == (3, "draft.tar.gz", 1)


def test_one_that_ended_goes_on_with_what_it_served(store: VersionStore) -> None:
    ended(store, 1, 0)
    begun = begin_with(PORT, BOSS)
    assert begun.version
    assert begun.version.number == 1
    # Another start of the same port is another matter.
    other = begin_with(PORT, "18-4712")
    assert other.version
    assert other.version.number == 3


def test_one_that_missed_a_publication_begins_with_it(store: VersionStore) -> None:
    ended(store, 1, 0)
    store.serve(2, 1, pinned=False)
    begun = begin_with(PORT, BOSS)
    assert begun.version
    assert (begun.version.number, begun.seen) == (2, 1)


def test_after_going_back_a_start_serves_that_version_and_says_so(
    store: VersionStore, capsys: pytest.CaptureFixture[str]
) -> None:
    store.serve(1, 2, pinned=True)
    begun = begin_with(PORT, BOSS)
    assert begun.version
    assert begun.version.number == 1
    assert "退回的第 1 版" in capsys.readouterr().err
    assert version_or_model() == begun.version.model


def test_a_version_that_is_broken_gives_way_to_the_draft(store: VersionStore) -> None:
    store.serve(1, 2, pinned=True)
    version = store.version(1)
    assert version
    version.model.unlink()
    (version.folder / "a.tar.gz").write_bytes(b"bad")
    assert begin_with(PORT, BOSS).model.name == "draft.tar.gz"


def test_without_room_for_a_version_the_draft_is_served_all_the_same(
    store: VersionStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(VersionStore, "_make", full)
    begun = begin_with(PORT, BOSS)
    assert (begun.version, begun.view, begun.model.name) == (None, None, "draft.tar.gz")


def test_a_cluster_begins_with_the_draft_kept_as_a_version(store: VersionStore) -> None:
    assert version_or_model() == store.folder / "3/draft.tar.gz"
