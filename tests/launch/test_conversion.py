"""The converter runs where something has changed, and what it said is said again where nothing has."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from launch.conversion import MOST_KEPT, RECORD, SOURCES, ConversionFailed, convert_alongside
from tests.running import ROOT

Put = Callable[..., None]


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Put:
    """Put a program in the place of the converter's Python, which counts its runs."""
    (tmp_path / "data/source").mkdir(parents=True)
    (tmp_path / "data/source/faq.txt").write_text("问题")

    def program(code: int = 0, does: str = "") -> None:
        file = tmp_path / "python"
        lines = ("#!/bin/sh", f'echo "$@" >>"{tmp_path}/runs"', does, "echo 没有变化", "echo 注意 >&2", f"exit {code}")
        file.write_text("\n".join(lines))
        file.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(file))

    program()
    return program


def convert(root: Path) -> int:
    """Convert, and return how often the converter has run so far."""
    with convert_alongside(root):
        pass
    return (root / "runs").read_text().count("-m converter --starting\n")


@pytest.mark.usefixtures("put")
def test_once_for_the_same_files(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    said = []
    for _ in range(3):
        assert convert(tmp_path) == 1
        said.append(tuple(capfd.readouterr()))
    assert said == [("没有变化\n", "注意\n")] * 3


@pytest.mark.parametrize("changed", ["data/source/faq.txt", "data/nlu/faq/a.yml", "converter/a.py", "zh/a.yml"])
@pytest.mark.usefixtures("put")
def test_again_for_others(tmp_path: Path, changed: str) -> None:
    convert(tmp_path)
    (tmp_path / changed).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / changed).write_text("另一个")
    assert convert(tmp_path) == 2
    assert convert(tmp_path) == 2


def test_again_where_it_wrote_something(put: Put, tmp_path: Path) -> None:
    put(does=f"echo new >{tmp_path}/data/generated.yml")
    assert convert(tmp_path) == 1
    assert convert(tmp_path) == 2
    assert convert(tmp_path) == 2


def test_a_failure_is_found_each_time(put: Put, tmp_path: Path) -> None:
    put(code=1)
    for _ in range(2):
        with pytest.raises(ConversionFailed):
            convert(tmp_path)
    assert (tmp_path / "runs").read_text().count("\n") == 2


@pytest.mark.usefixtures("put")
def test_each_of_several_contents_once_that_come_in_turn(tmp_path: Path) -> None:
    faq = tmp_path / "data/source/faq.txt"

    def convert_each() -> int:
        for number in range(MOST_KEPT):
            faq.write_text(f"问题{number}")
            runs = convert(tmp_path)
        return runs

    assert [convert_each(), convert_each()] == [MOST_KEPT, MOST_KEPT]
    faq.write_text("又一个")
    assert convert(tmp_path) == MOST_KEPT + 1
    assert len(json.loads((tmp_path / RECORD).read_text())) == MOST_KEPT


@pytest.mark.parametrize("record", ["", "{", "[]", "{}", '{"digest": 1}', '{"digest": "1", "stdout": "有变化"}'])
@pytest.mark.usefixtures("put")
def test_a_record_that_is_none(tmp_path: Path, record: str) -> None:
    (tmp_path / RECORD).parent.mkdir()
    (tmp_path / RECORD).write_text(record)
    assert convert(tmp_path) == 1
    [output] = json.loads((tmp_path / RECORD).read_text()).values()
    assert output["stdout"] == "没有变化\n"


@pytest.mark.usefixtures("put")
def test_without_room_for_the_record_it_runs_each_time(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("no folder")
    assert [convert(tmp_path), convert(tmp_path)] == [1, 2]


IMPORTED = """
import sys, converter.__main__
print("\\n".join(module.__file__ for module in list(sys.modules.values()) if getattr(module, "__file__", None)))
"""


def test_all_that_the_converter_consists_of_counts() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    used = {Path(line) for line in done.stdout.splitlines()}
    ours = {path for path in used if path.is_relative_to(ROOT) and ".venv" not in path.parts}
    assert ours <= {path for pattern in SOURCES for path in ROOT.glob(pattern)}
