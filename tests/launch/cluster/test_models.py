"""Which models a cluster copies, so that training does not remove them."""

from pathlib import Path

from launch.cluster.models import keep
from owner.folder import other_content
from owner.versions import published_folder


def test_a_version_stays_where_it_lies_whatever_content_is_converted(tmp_path: Path) -> None:
    published = published_folder().parent
    version = published / "clinic-0123abcd/2/model.tar.gz"
    with other_content(tmp_path):
        assert keep(tmp_path, version) == version


def test_a_trained_model_is_copied(tmp_path: Path) -> None:
    trained = tmp_path / "models/trained.tar.gz"
    trained.parent.mkdir()
    trained.write_bytes(b"model")
    folder = tmp_path / "cluster"
    folder.mkdir()
    copy = keep(folder, trained)
    assert copy == folder / "models/trained.tar.gz"
    assert copy.read_bytes() == b"model"
