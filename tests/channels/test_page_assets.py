"""The files of the chat page."""

from pathlib import Path

import pytest
from rasa.shared.exceptions import RasaException

from channels.page_assets import LIBRARY, LIBRARY_SOURCE, is_fresh, page_assets


def complete(folder: Path) -> Path:
    library = folder / LIBRARY_SOURCE
    library.parent.mkdir(parents=True)
    library.write_text("library", encoding="utf-8")
    for name in ("index.html", "chat.css", "chat.js", "icon.svg", "package.json", ".npmrc"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_only_files_of_the_page_exist(tmp_path: Path) -> None:
    assert set(page_assets(complete(tmp_path))) == {"index.html", "chat.css", "chat.js", "icon.svg", LIBRARY}


def test_types_name_the_encoding(tmp_path: Path) -> None:
    assets = page_assets(complete(tmp_path))
    assert assets["index.html"].content_type == "text/html; charset=utf-8"
    assert assets[LIBRARY].content_type == "text/javascript; charset=utf-8"
    assert assets[LIBRARY].body == b"library"


def test_a_changed_file_is_not_fresh(tmp_path: Path) -> None:
    before = page_assets(complete(tmp_path))["chat.js"]
    (tmp_path / "chat.js").write_text("other", encoding="utf-8")
    after = page_assets(tmp_path)["chat.js"]
    assert is_fresh(before, {"if-none-match": f'W/"x", {before.etag}'})
    assert not is_fresh(after, {"if-none-match": before.etag})
    assert not is_fresh(after, {})


def test_a_page_without_its_library_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RasaException, match="npm ci"):
        page_assets(tmp_path)
