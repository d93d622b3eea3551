"""The files of the chat page."""

import gzip
from pathlib import Path

import pytest
from rasa.shared.exceptions import RasaException

from channels.page_assets import asset, is_fresh, page_assets, takes_gzip

TOP = ("index.html", "demo.html", "form.html", "widget.js")
INNER = ("main-ABCD1234.js", "main-ABCD1234.css", "icon.svg")


def built(folder: Path) -> Path:
    (folder / "dist/web").mkdir(parents=True)
    for name in (*TOP, "notes.txt", ".stamp", *(f"web/{name}" for name in INNER)):
        (folder / "dist" / name).write_text(name, encoding="utf-8")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    return folder


def test_only_files_of_the_page_exist(tmp_path: Path) -> None:
    (built(tmp_path) / "dist/web/main.js.map").write_text("map", encoding="utf-8")
    result = page_assets(tmp_path)
    assert set(result) == {*TOP, *(f"web/{name}" for name in INNER)}


def test_types_name_the_encoding(tmp_path: Path) -> None:
    assets = page_assets(built(tmp_path))
    assert assets["index.html"].content_type == "text/html; charset=utf-8"
    assert assets["widget.js"].content_type == "text/javascript; charset=utf-8"


def test_what_changes_its_name_with_its_content_may_be_kept(tmp_path: Path) -> None:
    lasting = {name for name, found in page_assets(built(tmp_path)).items() if found.is_lasting}
    assert lasting == {"web/main-ABCD1234.js", "web/main-ABCD1234.css"}


def test_a_changed_file_is_not_fresh(tmp_path: Path) -> None:
    before = page_assets(built(tmp_path))["widget.js"]
    (tmp_path / "dist/widget.js").write_text("other", encoding="utf-8")
    after = page_assets(tmp_path)["widget.js"]
    assert is_fresh(before, {"if-none-match": f'W/"x", {before.etag}'})
    assert not is_fresh(after, {"if-none-match": before.etag})
    assert not is_fresh(after, {})


def test_compressed_is_the_same_content() -> None:
    result = asset(b"a" * 1000, "text/plain")
    assert result.compressed is not None
    assert len(result.compressed) < 100
    assert gzip.decompress(result.compressed) == result.body
    assert asset(b"a" * 1000, "text/plain") == result
    assert asset(b"short", "text/plain").compressed is None


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br", True),
        ("br;q=1.0, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("br", False),
        ("xgzip", False),
        ("", False),
    ],
)
def test_gzip_only_for_who_takes_it(accepted: str, expected: bool) -> None:
    assert takes_gzip({"accept-encoding": accepted}) is expected


def test_a_page_that_is_not_built_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RasaException, match="make setup"):
        page_assets(tmp_path)
    (built(tmp_path) / "dist/.stamp").unlink()
    with pytest.raises(RasaException, match="npm run build"):
        page_assets(tmp_path)
