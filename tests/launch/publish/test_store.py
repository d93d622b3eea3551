"""Versions are numbered, whole, kept as long as somebody may need them, and published by one at a time."""

import os
from pathlib import Path

import pytest

from launch.publish import store as stores
from launch.publish.store import MOST_KEPT, Busy, Served, VersionStore
from tests.launch.publish.contents import generated, kept, model


@pytest.fixture
def store(tmp_path: Path) -> VersionStore:
    return VersionStore(tmp_path / "published")


def test_each_content_is_a_version_once(store: VersionStore, tmp_path: Path) -> None:
    first = kept(store, tmp_path, "a", {"x": "一"})
    assert (first.number, first.model.name, (first.generated / "login.yml").is_file()) == (1, "a.tar.gz", True)
    assert kept(store, tmp_path / "other", "b", {"x": "二"}).number == 2
    os.utime(first.generated / "profile.json", (1, 1))
    assert kept(store, tmp_path / "again", "a", {"x": "一"}).number == 1
    # It is younger than what was generated before it is served.
    assert (first.generated / "profile.json").stat().st_mtime > 1


def test_a_version_stays_when_its_model_is_trained_anew(store: VersionStore, tmp_path: Path) -> None:
    version = kept(store, tmp_path, "a", {"x": "一"})
    (tmp_path / "a.tar.gz").unlink()
    assert version.model.read_bytes() == b"a"


@pytest.mark.parametrize("bad", [b"", b"bad"])
def test_a_copy_of_the_model_that_is_of_no_use_is_replaced(
    store: VersionStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: bytes
) -> None:
    monkeypatch.setattr(stores, "objection", lambda of: None if of.read_bytes() == b"a" else "文件不完整")
    version = kept(store, tmp_path / "1", "a", {"x": "一"})
    # Written in its place, so that the link of it in models/ is bad as well; that one is trained anew.
    version.model.write_bytes(bad)
    again = kept(store, tmp_path / "2", "a", {"x": "一"})
    assert (again.number, again.model.read_bytes()) == (1, b"a")
    assert [file.name for file in again.folder.glob("*.tar.gz")] == ["a.tar.gz"]
    # What is good stays, and no bad one takes its place.
    good = again.model.stat().st_ino
    worse = model(tmp_path / "3", "a")
    worse.write_bytes(b"worse")
    assert store.keep(worse, tmp_path / "2" / "generated-a").model.stat().st_ino == good


def test_what_is_in_service_is_counted(store: VersionStore, tmp_path: Path) -> None:
    assert store.served() == Served()
    kept(store, tmp_path, "a", {"x": "一"})
    store.serve(1, 0, pinned=False)
    assert store.serve(1, 0, pinned=True) == Served(2, 1, 0, pinned=True) == store.served()


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"serial": "x"}'])
def test_a_record_that_cannot_be_read_is_none(store: VersionStore, tmp_path: Path, broken: str) -> None:
    kept(store, tmp_path, "a", {"x": "一"})
    (store.folder / "served.json").write_text(broken)
    assert store.served() == Served()


def test_old_versions_go_but_those_in_use_stay(store: VersionStore, tmp_path: Path) -> None:
    for number in range(1, MOST_KEPT + 5):
        kept(store, tmp_path, f"m{number}", {"x": str(number)})
    store.serve(2, 1, pinned=True)
    store.prune([3])
    assert [version.number for version in store.versions()] == [1, 2, 3, *range(5, MOST_KEPT + 5)]


def test_a_number_is_not_given_twice(store: VersionStore, tmp_path: Path) -> None:
    kept(store, tmp_path, "a", {"x": "一"})
    store.serve(7, 1, pinned=False)
    assert kept(store, tmp_path, "b", {"x": "二"}).number == 8


def test_without_room_nothing_is_left(store: VersionStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(stores, "_link", full)
    with pytest.raises(OSError, match="no room"):
        kept(store, tmp_path, "a", {"x": "一"})
    assert store.versions() == []
    assert not list(store.folder.glob(".new-*"))


def test_a_version_without_its_model_is_none(store: VersionStore, tmp_path: Path) -> None:
    kept(store, tmp_path, "a", {"x": "一"}).model.unlink()
    assert store.version(1) is None


def test_two_do_not_publish_at_once(store: VersionStore) -> None:
    with (
        store.publishing("张三，10:02 开始"),
        pytest.raises(Busy, match="张三，10:02 开始"),
        store.publishing("李四"),
    ):
        pass
    with store.publishing("李四"):
        pass


def test_the_digest_is_of_all_that_is_shown(tmp_path: Path) -> None:
    of = model(tmp_path, "a")
    one = generated(tmp_path / "1", {"x": "一"})
    before = stores.content_digest(of, one)
    other = generated(tmp_path / "2", {"x": "一"}, {"x": "另一个标题"})
    assert stores.content_digest(of, other) != before
    assert stores.content_digest(model(tmp_path, "b"), one) != before
