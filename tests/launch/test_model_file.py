"""What can be served as a model, told from the file."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from launch import model, programs, serving
from launch.cluster.state import changing
from launch.model import ensure_trained
from launch.model_file import objection
from launch.ports import free_port
from launch.preparation import prepared_model
from launch.release.release import ReleaseRefused, rollback_model
from tests.launch.archives import archive, content, packed
from tests.running import ROOT


@pytest.fixture(scope="module")
def trained() -> Path:
    """The model of the present files."""
    return prepared_model()


def test_a_model_of_the_present_files_is_one(trained: Path) -> None:
    assert objection(trained) is None


@pytest.mark.parametrize("kept", [0, 1, 100, 10_000, -10_000, -1])
def test_one_that_was_cut_off_is_none(trained: Path, tmp_path: Path, kept: int) -> None:
    cut = tmp_path / "model.tar.gz"
    cut.write_bytes(trained.read_bytes()[:kept])
    assert objection(cut) == "文件不完整，或不是模型"


def test_one_with_a_byte_that_is_another_is_none(trained: Path, tmp_path: Path) -> None:
    content = bytearray(trained.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "model.tar.gz").write_bytes(content)
    assert objection(tmp_path / "model.tar.gz") == "文件不完整，或不是模型"


def test_what_is_no_model(tmp_path: Path) -> None:
    text = tmp_path / "text.tar.gz"
    text.write_text("trained")
    listed = packed(tmp_path / "listed.tar.gz", {"metadata.json": "[]"})
    garbled = packed(tmp_path / "garbled.tar.gz", {"metadata.json": "{"})
    without = packed(tmp_path / "without.tar.gz", {"fingerprint.json": '{"version": "2.8.0"}'})
    assert [objection(file) for file in (text, listed, garbled)] == ["文件不完整，或不是模型"] * 3
    assert objection(without) == "文件里没有模型的说明，可能由很早的版本训练"


def test_another_version_of_rasa(tmp_path: Path) -> None:
    reason = objection(archive(tmp_path / "model.tar.gz", "3.5.1"))
    assert reason
    assert reason.startswith("由另一个版本的 Rasa 训练（3.5.1，现在是 3.6.")


def test_another_version_of_the_assistant(tmp_path: Path) -> None:
    there = ["components.faq_classifier.FaqClassifier", "rasa.core.policies.rule_policy.RulePolicy"]
    assert objection(archive(tmp_path / "model.tar.gz", uses=there)) is None
    gone = archive(tmp_path / "model.tar.gz", uses=[*there, "components.old.OldClassifier"])
    assert objection(gone) == "由另一个版本的助手训练（没有 components.old.OldClassifier）"


def test_one_of_the_right_name_that_is_of_no_use_is_trained_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = ensure_trained(lambda path: void(archive(path)), tmp_path)
    for bad in (b"", first.read_bytes()[:-20], archive(tmp_path / "other.tar.gz", "3.5.1").read_bytes()):
        first.write_bytes(bad)
        assert ensure_trained(lambda path: void(archive(path, text="anew")), tmp_path) == first
        assert content(first) == "anew"
        assert f"模型 {first.name} 用不了（" in capsys.readouterr().out


def void(_: Path) -> None: ...


def test_a_named_one_gives_way_to_one_of_the_present_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other, anew = archive(tmp_path / "other.tar.gz", "3.5.1"), archive(tmp_path / "anew.tar.gz")
    served: list[tuple[str, ...]] = []
    monkeypatch.setattr(programs, "rasa", lambda *words, **_: served.append(words))
    monkeypatch.setattr(serving, "model_to_serve", lambda: anew)
    assert serving.serve_model(other, 5005, "127.0.0.1", "INFO") == 0
    assert serving.serve_model(anew, 5005, "127.0.0.1", "INFO") == 0
    assert [str(anew) in words for words in served] == [True, True]
    [output] = capsys.readouterr().err.splitlines()
    assert output.startswith(f"模型 {other} 用不了：由另一个版本的 Rasa 训练")
    assert output.endswith("改用由现有内容训练的模型。")


def test_where_nothing_can_be_trained_it_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serving, "can_train", lambda: model.can_train(tmp_path))
    assert serving.serve_model(archive(tmp_path / "other.tar.gz", "3.5.1"), 5005, "127.0.0.1", "INFO") == 1
    [output] = capsys.readouterr().err.splitlines()
    assert "请用这个版本的程序重新训练" in output


def test_a_rollback_to_one_of_no_use_is_refused(tmp_path: Path) -> None:
    with changing(tmp_path) as state:
        state.previous = str(archive(tmp_path / "previous.tar.gz", "3.5.1"))
    with pytest.raises(ReleaseRefused, match="原来的模型用不了：由另一个版本的 Rasa 训练"):
        rollback_model(tmp_path)


def test_a_server_that_could_not_load_its_model_ends(trained: Path, tmp_path: Path) -> None:
    """It looks like one of this version, and a component cannot read what it has kept."""
    broken = without(trained, "known.json", tmp_path / "broken.tar.gz")
    assert objection(broken) is None
    done = subprocess.run(
        [sys.executable, "-m", "launch", "instance", "--port", str(free_port()), "--model", str(broken)],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'c.db'}"}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"模型 {broken} 载入失败" in done.stderr.splitlines()[-1]


def without(source: Path, name: str, to: Path) -> Path:
    """Copy an archive without the files of this name."""
    with tarfile.open(source, "r:gz") as read, tarfile.open(to, "w:gz") as written:
        for member in read:
            if not member.name.endswith(name):
                written.addfile(member, read.extractfile(member) if member.isfile() else None)
    return to
