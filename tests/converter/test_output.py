import os
from pathlib import Path

import pytest

from converter.output import differences, replace_file, replace_folder

OLD = {"a.yml": "旧\n", "b.yml": "旧\n"}
NEW = {"a.yml": "新\n", "c.yml": "新\n"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    replace_folder(tmp_path / "generated", OLD)
    return tmp_path / "generated"


def content(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_what_was_written_differs_in_nothing(folder: Path) -> None:
    assert differences(folder, OLD) == []


def test_missing_stale_and_left_over_files_are_named(folder: Path) -> None:
    assert differences(folder, NEW) == [
        f"{folder}/c.yml: 缺失",
        f"{folder}/a.yml: 与 FAQ 不一致（过期或被手工改过）",
        f"{folder}/b.yml: 多余",
    ]


@pytest.mark.parametrize("edited", ["旧", "旧\r\n", "旧\n\n", "\ufeff旧\n"])
def test_the_smallest_edit_is_seen(folder: Path, edited: str) -> None:
    (folder / "a.yml").write_text(edited, encoding="utf-8", newline="")
    assert len(differences(folder, OLD)) == 1


def test_without_a_folder_every_file_is_missing(tmp_path: Path) -> None:
    assert len(differences(tmp_path / "generated", OLD)) == 2


def test_a_folder_is_replaced_whole_and_nothing_is_left_beside_it(folder: Path) -> None:
    replace_folder(folder, NEW)
    assert content(folder) == NEW
    assert [path.name for path in folder.parent.iterdir()] == ["generated"]
    assert folder.stat().st_mode & 0o777 == 0o755


def test_an_exception_while_writing_leaves_the_old_folder(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_folder(folder, {**NEW, "no/such/folder.yml": ""})
    assert content(folder) == OLD
    assert [path.name for path in folder.parent.iterdir()] == ["generated"]


@pytest.mark.parametrize("failing", [1, 2])
def test_an_exception_while_swapping_leaves_the_old_folder(
    folder: Path, failing: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise PermissionError("no")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(PermissionError):
        replace_folder(folder, NEW)
    assert content(folder) == OLD
    assert [path.name for path in folder.parent.iterdir()] == ["generated"]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    replace_file(tmp_path / "catalog.yml", "旧\n")
    replace_file(tmp_path / "catalog.yml", "新\n")
    assert content(tmp_path) == {"catalog.yml": "新\n"}
