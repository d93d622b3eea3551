"""A publication that nobody confirms goes on only where what changes for users could be compared."""

from pathlib import Path

import pytest

from launch.publish import agreeing
from launch.publish.agreeing import FIRST, PreviewedPublication, agree, show_changes
from launch.publish.preview.making import Coming
from launch.publish.store import VersionStore
from launch.publish.switching import PublicationRefused
from tests.launch.publish.contents import generated, kept, model


@pytest.fixture
def store(tmp_path: Path) -> VersionStore:
    return VersionStore(tmp_path / "published")


@pytest.fixture
def coming(tmp_path: Path) -> Coming:
    new = generated(tmp_path / "new/generated", {"a": "一改"})
    return Coming(model(tmp_path / "side", "new"), new, tmp_path / "draft", "")


@pytest.fixture
def comparing(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Let the models' files be read although they are none."""
    monkeypatch.setattr(agreeing, "lost_phrasings", lambda old, new: [])
    return monkeypatch


def test_the_first_version_has_nothing_to_compare_with_and_goes_out(
    store: VersionStore, coming: Coming, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = show_changes(store, None, coming)
    agree(seen, yes=True)
    assert capsys.readouterr().out == f"{FIRST}\n"


def test_nothing_compared_is_said_and_refused_unless_somebody_confirms(
    store: VersionStore,
    coming: Coming,
    tmp_path: Path,
    comparing: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    old = kept(store, tmp_path / "side", "old", {"a": "一"})
    comparing.setattr(agreeing, "preview", lambda *_: {"compared": 0, "left": 7})
    seen = show_changes(store, old, coming)
    assert "没能比较" in capsys.readouterr().out
    assert seen.what["reworded"] == ["a"]
    with pytest.raises(PublicationRefused, match="不带 YES 运行 make publish"):
        agree(seen, yes=True)
    comparing.setattr("builtins.input", lambda _: "y")
    agree(seen, yes=False)


def test_a_version_before_that_is_damaged_can_not_be_compared(
    store: VersionStore, coming: Coming, tmp_path: Path, comparing: pytest.MonkeyPatch
) -> None:
    old = kept(store, tmp_path / "side", "old", {"a": "一"})
    (old.generated / "answers.json").write_text("{", encoding="utf-8")
    seen = show_changes(store, old, coming)
    assert "第 1 版没能比较（上一版的文件坏了" in seen.unseen


def test_a_model_before_that_is_none_can_not_be_compared(store: VersionStore, coming: Coming, tmp_path: Path) -> None:
    assert show_changes(store, kept(store, tmp_path / "side", "old", {"a": "一"}), coming).unseen


def test_what_was_compared_goes_out_without_asking(
    store: VersionStore, coming: Coming, tmp_path: Path, comparing: pytest.MonkeyPatch
) -> None:
    comparing.setattr(agreeing, "preview", lambda *_: {"compared": 1, "left": 7})
    seen = show_changes(store, kept(store, tmp_path / "side", "old", {"a": "一"}), coming)
    assert seen.unseen == ""
    agree(seen, yes=True)


def test_without_an_answer_it_is_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "")
    with pytest.raises(PublicationRefused, match="没有确认"):
        agree(PreviewedPublication(), yes=False)
