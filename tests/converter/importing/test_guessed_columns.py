"""Tables in whose header a name is not known."""

from pathlib import Path

import pytest
from docx.document import Document

from converter.importing.command import NotImported, read_all
from tests.converter.importing.files import delimited, excel, found_in, pairs, word

ROWS = (
    ("怎么办借书证", "请带身份证到一楼服务台办理，当场可取。"),
    ("押金多少钱", "一百元，退证的时候全部退还给您。"),
    ("能借几本书？", "一次五本，可以借一个月，续借一次。"),
)
FOUND = [("", (question,), answer) for question, answer in ROWS]


@pytest.mark.parametrize(
    "header",
    [
        ("问题", "处理结果"),
        ("问题", "口头告知"),
        ("咨询事项", "处理结果"),
        ("来电事由", "答案"),
        ("读者来问", "口头告知"),
    ],
)
def test_the_header_is_no_question(tmp_path: Path, header: tuple[str, str]) -> None:
    recognised = found_in(tmp_path, "a.csv", delimited([header, *ROWS]))
    assert pairs(recognised.candidates) == FOUND
    for name in set(header) - {"问题", "答案"}:
        assert any(f"“{name}”，当作" in remark for remark in recognised.remarks) or "事由" not in name


@pytest.mark.parametrize(
    ("header", "rest"),
    [(("序号", "问题", "口头告知", "经办人"), ("张三",)), (("序号", "事项", "口头告知", "经办"), ("张",))],
)
def test_further_columns_are_named_and_left_out(tmp_path: Path, header: tuple[str, ...], rest: tuple[str]) -> None:
    rows = [header, *((str(at), *row, *rest) for at, row in enumerate(ROWS, 1))]
    recognised = found_in(tmp_path, "a.xlsx", excel({"Sheet1": rows}))
    assert pairs(recognised.candidates) == FOUND
    assert any("“口头告知”，当作答案" in remark for remark in recognised.remarks)
    assert any(f"列“{header[-1]}”没有用到" in remark for remark in recognised.remarks)


def test_without_a_header_the_first_row_is_a_question(tmp_path: Path) -> None:
    assert pairs(found_in(tmp_path, "a.csv", delimited(ROWS)).candidates) == FOUND


def test_a_table_of_neither_is_refused_with_the_names_of_its_columns(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(excel({"Sheet1": [("姓名", "部门", "电话"), ("张三", "一部", "123"), ("李四", "二部", "456")]}))
    assert "第一行是“姓名”、“部门”、“电话”" in "".join(read_all([file])[0].recognised.remarks)


def test_a_missing_file_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(NotImported, match="没有这个文件"):
        read_all([tmp_path / "none.docx"])


def test_minutes_of_a_meeting_beside_a_table_are_no_questions(tmp_path: Path) -> None:
    def fill(document: Document) -> None:
        document.add_paragraph("一、近期集中反映的问题")
        table = document.add_table(rows=1, cols=2)
        for cells in (("反映的问题", "答复口径"), *ROWS):
            for cell, text in zip(table.rows[-1].cells, cells, strict=True):
                cell.text = text
            table.add_row()
        document.add_paragraph("二、会议还明确了以下事项")
        document.add_paragraph("1. 各科室要及时更新公示内容。")
        document.add_paragraph("2. 下次例会定于4月9日。")

    recognised = found_in(tmp_path, "minutes.docx", word(fill))
    assert [candidate.questions[0] for candidate in recognised.candidates] == [question for question, _ in ROWS]


NESTED = """\
# 常见问题

- 办证
  - 怎么办借书证？
    - 带身份证
    - 当场领证
  - 押金多少钱？
    - 一百元
- 借还
  - 能借几本？
    一次五本。
"""


def test_lists_within_lists(tmp_path: Path) -> None:
    assert pairs(found_in(tmp_path, "a.md", NESTED).candidates) == [
        ("办证", ("怎么办借书证？",), "- 带身份证\n- 当场领证"),
        ("办证", ("押金多少钱？",), "一百元"),
        ("借还", ("能借几本？",), "一次五本。"),
    ]


def test_a_list_whose_items_do_not_ask_is_text(tmp_path: Path) -> None:
    text = "## 怎么办证\n\n- 准备\n  - 身份证\n  - 照片\n- 领证\n"
    (recognised,) = found_in(tmp_path, "a.md", text).candidates
    assert recognised.answer.startswith("- 准备")
