"""The command, on a small project with a model of its own."""

import json
from pathlib import Path
from typing import Any

import pytest

from suggest.__main__ import NO_MODEL, main
from suggest.proposals import MOST
from tests.persistence.privacy.sample import SampleData
from tests.suggest.builders import NEW, project
from tests.suggest.test_messages import turn


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'conversations.db'}")
    return project(tmp_path / "project")


def run(root: Path, *args: str) -> int:
    return main([*args, "--root", str(root)])


def proposals(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run(root, NEW, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["id"] == NEW
    assert [one["number"] for one in data["proposals"]] == [*range(1, len(data["proposals"]) + 1)]
    return {one["text"]: one for one in data["proposals"]}


SAID = "验证码一直不来"


def heard(root: Path, text: str = SAID) -> None:
    """Have two users say it, who were not understood."""
    store = SampleData(f"sqlite:///{root.parent / 'conversations.db'}")
    for sender in ("one", "two"):
        store.write(sender, turn(text, "decline", at=store.now))


def everything(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_proposals_are_new_few_and_the_most_useful_come_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heard(root)
    before = everything(root)
    result = proposals(root, capsys)
    assert SAID in result
    assert "没看到验证码" not in result
    assert len(result) <= MOST
    uses = [one["use"] for one in result.values()]
    assert uses == sorted(uses, reverse=True)
    assert everything(root) == before


def test_a_proposal_says_what_wins_now_and_what_it_collides_with(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    heard(root, "验证码在哪里弄")
    result = proposals(root, capsys)["验证码在哪里弄"]
    assert (result["winner"], result["winner_confidence"]) == ("out_of_scope", 1.0)
    assert result["negative"] == {"text": "验证码在哪里弄", "path": "data/nlu/out_of_scope.yml", "line": 8}
    assert run(root, NEW) == 0
    shown = capsys.readouterr().out
    assert "现在：当作不归这里回答的（1.00）" in shown
    assert "data/nlu/out_of_scope.yml:8 的“验证码在哪里弄”" in shown


def test_real_messages_are_among_them(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heard(root)
    result = proposals(root, capsys)[SAID]
    assert (result["source"], result["why"]) == ("message", "2 人问过：没有听懂")
    assert run(root, NEW, "--json", "--no-messages") == 0
    assert "验证码一直不来" not in capsys.readouterr().out


def test_chosen_ones_are_added_and_all_else_stays(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    heard(root)
    numbers = {text: one["number"] for text, one in proposals(root, capsys).items()}
    before = everything(root)
    assert run(root, NEW, "--add", f"{numbers[SAID]}") == 0
    output = capsys.readouterr().out
    assert f"已写进 data/nlu/faq/login.yml：{SAID}" in output
    assert "make run" in output
    file = root / "data/nlu/faq/login.yml"
    after = everything(root)
    assert {path for path in after if after[path] != before[path]} == {file}
    assert file.read_text(encoding="utf-8") == before[file].decode() + f"    - {SAID}\n"
    assert SAID not in proposals(root, capsys)


@pytest.mark.parametrize("given", ["0", "99", "一", ","])
def test_numbers_that_there_are_not_add_nothing(root: Path, given: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(root)
    assert run(root, NEW, "--add", given) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert everything(root) == before


def test_an_unknown_id_is_one_sentence_with_the_nearest_ones(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "login_coed") == 1
    output = capsys.readouterr().err
    assert output.startswith("没有编号 login_coed 的答案，相近的有：login_code（验证码问题）")
    assert output.count("\n") == 1


def test_without_a_model_it_says_how_to_get_one(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "models/small.tar.gz").write_bytes(b"cut off")
    assert run(root, NEW) == 1
    (root / "models/small.tar.gz").unlink()
    assert run(root, NEW) == 1
    assert capsys.readouterr().err.splitlines() == [NO_MODEL] * 2


def test_an_id_that_there_is_not_is_said_before_anything_is_trained(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data/source").mkdir()
    (root / "data/source/catalog.yml").write_text("answers: []\n", encoding="utf-8")
    (root / "models/small.tar.gz").unlink()
    assert run(root, "login_coed", "--only-check") == 1
    assert "没有编号 login_coed 的答案，相近的有：login_code（验证码问题）" in capsys.readouterr().err
    assert run(root, NEW, "--only-check") == 0


def test_without_a_catalog_nothing_is_known_to_be_missing(root: Path) -> None:
    assert run(root, "login_coed", "--only-check") == 0
