"""What the version in service was taught, and that an edit which loses it is named and does not stop a publication."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from converter.__main__ import main
from converter.new_institution import write_new
from converter.served_phrasings import phrasings_served
from owner.versions import published_folder

FAQ = "1. 怎么办证\n回复：到窗口办理。\n\n2. 押金多少\n回复：一百元。\n"


def version(root: Path, content: Path, number: int, known: dict[str, str]) -> Path:
    """Put a version with a model that knows these questions where a publication would."""
    folder = published_folder(root, content) / str(number)
    folder.mkdir(parents=True)
    data = json.dumps(known).encode()
    with tarfile.open(folder / "model.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("components/train_FaqClassifier4/known.json")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return folder


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write_new(tmp_path / "library", FAQ.encode())
    return tmp_path / "library"


def test_the_version_in_service_counts_else_the_newest(tmp_path: Path, content: Path) -> None:
    assert phrasings_served(tmp_path, content) == {}
    version(tmp_path, content, 1, {"甲": "faq/a", "乙": "faq/a", "你好": "greet"})
    version(tmp_path, content, 2, {"甲": "faq/a"})
    assert phrasings_served(tmp_path, content) == {"a": 1}
    (published_folder(tmp_path, content) / "served.json").write_text('{"version": 1}', encoding="utf-8")
    assert phrasings_served(tmp_path, content) == {"a": 2}


def test_a_model_that_is_damaged_says_nothing(tmp_path: Path, content: Path) -> None:
    (version(tmp_path, content, 1, {}) / "model.tar.gz").write_bytes(b"no model")
    assert phrasings_served(tmp_path, content) == {}


def test_lost_phrasings_are_named_and_stop_nothing(
    tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    catalog = (content / "source/catalog.yml").read_text(encoding="utf-8").splitlines()
    line, id_ = next((number, row[6:]) for number, row in enumerate(catalog, 1) if row.startswith("- id: "))
    version(tmp_path, content, 1, {f"问{number}": f"faq/{id_}" for number in range(12)})
    assert main(["--strict", "--root", str(tmp_path), "--content", str(content)]) == 0
    assert f"注意 library/source/catalog.yml:{line}: [fewer-phrasings] {id_} 少了 11 条说法" in capsys.readouterr().err
