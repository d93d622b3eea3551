"""Writing phrasings into a file that people edit by hand."""

from pathlib import Path

import pytest

from suggest.adding import CannotAdd, add, chosen
from suggest.content import TaughtAnswer
from suggest.judging import CARRIER, Idea, Proposal

FILE = """\
# 登录
version: "3.1"

nlu:
- intent: faq/login_slider   # 滑块
  examples: |
    - 滑块在哪

# 密码
- intent: faq/login_wrong
  examples: |
    - 密码不对
"""


def answer(id_: str) -> TaughtAnswer:
    return TaughtAnswer(id_, "标题", "login", (), ())


def proposal(text: str, known: str = "") -> Proposal:
    return Proposal(Idea(text, CARRIER, "…", 1.0), 0.0, "", 0.0, known, None, 0.5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "data/nlu/faq/login.yml"
    file.parent.mkdir(parents=True)
    file.write_text(FILE, encoding="utf-8")
    return file


def test_comments_and_blank_lines_stay(tmp_path: Path, file: Path) -> None:
    assert add(tmp_path, answer("login_slider"), ["拖不动", "箭头呢"]) == file
    assert file.read_text(encoding="utf-8") == FILE.replace("- 滑块在哪\n", "- 滑块在哪\n    - 拖不动\n    - 箭头呢\n")


def test_content_without_phrasings_gets_its_folder(tmp_path: Path) -> None:
    file = add(tmp_path, answer("login_new"), ["新的"])
    assert file == tmp_path / "data/nlu/faq/login.yml"
    assert "- intent: faq/login_new" in file.read_text(encoding="utf-8")


def test_an_answer_that_has_no_phrasings_gets_a_place(tmp_path: Path, file: Path) -> None:
    add(tmp_path, answer("login_new"), ["新的"])
    assert file.read_text(encoding="utf-8") == FILE + "- intent: faq/login_new\n  examples: |\n    - 新的\n"


def test_a_topic_that_has_no_file_gets_one(tmp_path: Path, file: Path) -> None:
    file.unlink()
    add(tmp_path, answer("login_new"), ["新的"])
    assert file.read_text(encoding="utf-8") == (
        'version: "3.1"\n\nnlu:\n- intent: faq/login_new\n  examples: |\n    - 新的\n'
    )


def test_what_is_chosen_comes_once_and_in_the_order_given() -> None:
    three = [proposal("甲"), proposal("乙"), proposal("丙")]
    assert [one.idea.text for one in chosen("3，1,3", three)] == ["丙", "甲"]


@pytest.mark.parametrize(
    ("one", "reason"),
    [(proposal("滑块", "login_slider"), "已是 login_slider 的原话"), (proposal("【手机号】"), "个人信息")],
)
def test_what_another_answer_has_or_was_masked_is_not_added(one: Proposal, reason: str) -> None:
    with pytest.raises(CannotAdd, match=reason):
        chosen("1", [one])
