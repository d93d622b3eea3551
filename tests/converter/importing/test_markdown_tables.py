"""Tables of Markdown: their header and rule are never questions, wherever the table stands."""

from pathlib import Path

import pytest

from tests.converter.importing.files import found_in, pairs

ROWS = [("", ("怎么办借书证",), "带身份证到一楼"), ("", ("押金多少",), "一百元")]
EDGED = "| 怎么办借书证 | 带身份证到一楼 |\n| 押金多少 | 一百元 |\n"


@pytest.mark.parametrize("head", [
    "| 问题 | 答案 |\n|:---|---:|\n",
    "| 您想问的 | 我们的回答 |\n| --- | :-: |\n",
    "| 常见疑问 | 处理方式 |\n|-|-|\n",
    "| 问题 | 对口科室怎么说 |\n|---|---|\n",
    "| | |\n|---|---|\n",
    "",
])  # fmt: skip
def test_a_header_is_no_question(tmp_path: Path, head: str) -> None:
    recognised = found_in(tmp_path, "faq.md", head + EDGED)
    assert pairs(recognised.candidates) == ROWS
    assert recognised.doubts == []


def test_the_first_row_above_the_rule_may_be_a_question(tmp_path: Path) -> None:
    first, second = EDGED.splitlines()
    assert pairs(found_in(tmp_path, "faq.md", f"{first}\n|---|---|\n{second}\n").candidates) == ROWS


def test_rows_need_no_bars_at_their_edges(tmp_path: Path) -> None:
    text = "问题 | 答案\n:--- | ---\n怎么办借书证 | 带身份证到一楼\n押金多少 | 一百元\n\n以上由办公室解释。\n"
    assert pairs(found_in(tmp_path, "faq.md", text).candidates) == ROWS


def test_a_bar_within_a_cell_stays_in_it(tmp_path: Path) -> None:
    text = "| 问题 | 答案 |\n|---|---|\n| 怎么联系 | 电话\\|邮箱 |\n"
    assert pairs(found_in(tmp_path, "faq.md", text).candidates) == [("", ("怎么联系",), "电话|邮箱")]


def test_numbered_questions_beside_it_do_not_lose_its_rows(tmp_path: Path) -> None:
    text = f"| 问题 | 答案 |\n|---|---|\n{EDGED}\n1. 能借几本？\n答：五本。\n"
    recognised = found_in(tmp_path, "faq.md", text)
    assert pairs(recognised.candidates) == [*ROWS, ("", ("能借几本？",), "五本。")]
    assert recognised.doubts == []


def test_a_table_within_an_answer_is_its_text_without_the_rule(tmp_path: Path) -> None:
    table = "| 类别 | 收费 |\n| --- | --- |\n| 成人 | 10元 |"
    text = f"1. 怎么收费？\n答：收费如下：\n\n{table}\n\n2. 能借几本？\n答：五本。\n"
    (fees, _) = found_in(tmp_path, "faq.md", text).candidates
    assert fees.answer == "收费如下：\n类别 | 收费\n成人 | 10元"
