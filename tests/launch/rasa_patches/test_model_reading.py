"""A model that is read once is what Rasa reads."""

import io
import tarfile
import zlib
from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.exceptions import UnsupportedModelVersionError
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain

from launch.rasa_patches.model_reading import load_domain, read_models_once, unpack
from tests.launch.archives import packed
from tests.running import ROOT

FILES = {"metadata.json": '{"a": 1}', "components/one/深.txt": "内容" * 5000, "components/empty": ""}
RASAS = LocalModelStorage._extract_archive_to_directory


def unpacked(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


def test_the_same_files_are_unpacked(tmp_path: Path) -> None:
    model = packed(tmp_path / "model.tar.gz", FILES)
    RASAS(model, tmp_path / "rasas")
    unpack(model, tmp_path / "ours")
    assert unpacked(tmp_path / "ours") == unpacked(tmp_path / "rasas") == FILES


def test_no_name_leads_out_of_the_folder(tmp_path: Path) -> None:
    model = packed(tmp_path / "model.tar.gz", {"../outside": "x"})
    with pytest.raises(Exception, match="Attempted directory traversal"):
        unpack(model, tmp_path / "folder")
    assert not (tmp_path / "outside").exists()


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "model.tar.gz", "w:gz") as made:
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc"
        made.addfile(link, io.BytesIO())
    with pytest.raises(Exception, match="Attempted directory traversal"):
        unpack(tmp_path / "model.tar.gz", tmp_path / "folder")


@pytest.mark.parametrize("kept", [0, 50, -1])
def test_one_that_was_cut_off_raises(tmp_path: Path, kept: int) -> None:
    model = packed(tmp_path / "model.tar.gz", FILES)
    model.write_bytes(model.read_bytes()[:kept])
    with pytest.raises(zlib.error):
        unpack(model, tmp_path / "folder")


def test_one_of_rasa_2_is_named(tmp_path: Path) -> None:
    model = packed(tmp_path / "model.tar.gz", {"fingerprint.json": '{"version": "2.8.0"}'})
    with pytest.raises(UnsupportedModelVersionError):
        unpack(model, tmp_path / "folder")


@pytest.mark.filterwarnings("ignore:Slot auto-fill has been removed")
def test_the_same_domain(tmp_path: Path) -> None:
    storage, resource = LocalModelStorage.create(tmp_path), Resource("domain_provider")
    written = Domain.from_yaml((ROOT / "domain.yml").read_text(encoding="utf-8"))
    DomainProvider(storage, resource)._persist(written)
    given = {"config": {}, "model_storage": storage, "resource": resource}
    given["execution_context"] = ExecutionContext(GraphSchema({}))
    rasas = DomainProvider.load(**given).provide_inference()
    ours = load_domain(DomainProvider, **given).provide_inference()
    assert ours.as_dict() == rasas.as_dict() == written.as_dict()
    assert ours.fingerprint() == rasas.fingerprint()
    assert ours.responses == rasas.responses


def test_rasa_reads_in_this_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LocalModelStorage, "_extract_archive_to_directory", staticmethod(RASAS))
    monkeypatch.setattr(DomainProvider, "load", DomainProvider.load)
    read_models_once()
    assert LocalModelStorage._extract_archive_to_directory is unpack
    assert DomainProvider.load.__func__ is load_domain
