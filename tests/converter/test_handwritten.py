from pathlib import Path

import pytest

from converter import SourceError
from converter.checks.questions import PlacedQuestion
from converter.handwritten import asked_by_hand

NLU = """\
version: "3.1"
nlu:
- intent: faq/login_slider
  examples: |
    - 滑块在哪
    - 拖不动

- intent: greet
  examples: |
    - 你好

responses:
  utter_faq/login_slider:
  - text: 拖动即可
    buttons:
    - title: 怎么登录
"""


def test_every_example_has_its_answer_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "nlu/faq").mkdir(parents=True)
    (tmp_path / "nlu/faq/login.yml").write_text(NLU, encoding="utf-8")
    assert asked_by_hand(tmp_path / "nlu", tmp_path) == [
        PlacedQuestion("滑块在哪", "login_slider", 5, "nlu/faq/login.yml"),
        PlacedQuestion("拖不动", "login_slider", 6, "nlu/faq/login.yml"),
        PlacedQuestion("你好", "greet", 10, "nlu/faq/login.yml"),
    ]


def test_no_folder_means_no_phrasings(tmp_path: Path) -> None:
    assert asked_by_hand(tmp_path / "nlu", tmp_path) == []


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(NLU.encode("gbk"))
    with pytest.raises(SourceError, match="不是 UTF-8") as caught:
        asked_by_hand(tmp_path, tmp_path)
    assert caught.value.path == tmp_path / "a.yml"


def test_every_file_that_training_reads_is_read(tmp_path: Path) -> None:
    for name in ("a.yml", "deep/b.yaml", "C.YML", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"nlu:\n- intent: greet\n  examples: |\n    - {name}\n", encoding="utf-8")
    assert {question.text for question in asked_by_hand(tmp_path, tmp_path)} == {"a.yml", "deep/b.yaml", "C.YML"}
