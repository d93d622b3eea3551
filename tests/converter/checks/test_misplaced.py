from pathlib import Path

import pytest

from converter.checks.misplaced import check_misplaced

NLU = "version: '3.1'\nnlu:\n- intent: faq/a\n"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("nlu/faq/a.yml.txt", NLU, "以 .yml 结尾"),
        ("nlu/a", "", "以 .yml 结尾"),
        ("faq/a.yml", NLU, "移到 nlu"),
        ("a.YML", NLU, "移到 nlu"),
    ],
)
def test_a_file_that_nobody_reads_is_named(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text, encoding="utf-8")
    (finding,) = check_misplaced(tmp_path, "data")
    assert (finding.path, finding.kind) == (f"data/{name}", "unread-examples")
    assert said in finding.message


@pytest.mark.parametrize(
    "name", ["nlu/a.yml", "nlu/b.YAML", "talk/a.yml", "generated/a.yml", "rules.yml", "nlu/.a.swp"]
)
def test_nothing_is_said_of_files_in_their_place(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("rules: []\n" if name == "rules.yml" else NLU, encoding="utf-8")
    assert [*check_misplaced(tmp_path, "data")] == []
