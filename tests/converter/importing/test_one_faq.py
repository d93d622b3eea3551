"""One FAQ in all forms and formats gives one result."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import parse_xml

from tests.converter.importing.files import (
    W,
    delimited,
    excel,
    found_in,
    level,
    lists,
    numbered,
    pairs,
    word,
)  # fmt: skip

SECTIONS = {
    "办证": [
        ("怎么办借书证？", ["请带身份证到一楼服务台：", "（1）填申请表", "（2）交押金"]),
        ("押金多少钱？", ["一百元。"]),
    ],
    "借还": [("能借几本？", ["五本。"]), ("逾期怎么办？", ["每天一角，还书时交。", "学生减半。"])],
}
SAME = [(section, (question,), "\n".join(answer)) for section, ones in SECTIONS.items() for question, answer in ones]
HEADER = ("分类", "问题", "答案")
ROWS = [HEADER, *((section, questions[0], answer) for section, questions, answer in SAME)]
DECIMAL = level(0, "decimal", "%1.") + level(1, "decimal", "（%2）")


def lines(question: str, answer: str, section: str = "# {}") -> str:
    """Return a text; `question` and `answer` are patterns of their first lines."""
    out = []
    for name, ones in SECTIONS.items():
        out += [section.format(name), ""]
        for at, (asked, answers) in enumerate(ones, 1):
            out += [question.format(at, asked), answer.format(answers[0]), *answers[1:], ""]
    return "\n".join(out)


TEXTS = {
    "own form": lines("{}. {}", "回复：{}"),
    "enumeration comma": lines("{}、{}", "答：{}"),
    "full width": lines("{}．{}", "Ａ：{}").replace("1．", "１．"),
    "brackets": lines("（{}）{}", "【答】{}"),
    "asked and answered": lines("问：{1}", "答：{}"),
    "Q and A": lines("Q{}：{}", "A：{}"),
    "q and a": lines("Q: {1}", "A: {}"),
    "bracketed": lines("【问】{1}", "【答】{}"),
    "unmarked": lines("{}. {}", "{}"),
    "no numbers": lines("{1}", "答：{}"),
    "only a question mark": lines("{1}", "{}"),
    "Chinese sections": lines("{}、{}", "答：{}", "一、{}"),
    "bracketed sections": lines("{}、{}", "答：{}", "【{}】"),
    "Markdown": lines("## {1}", "{}"),
    "Markdown with numbers": lines("## {}. {}", "{}"),
    "Markdown, bold": lines("**{1}**", "{}"),
    "in one line": lines("问：{1}", "答：{}").replace("？\n答", "？答"),
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("name", ["faq.txt", "faq.md"])
def test_in_text(tmp_path: Path, text: str, name: str) -> None:
    recognised = found_in(tmp_path, name, text)
    assert pairs(recognised.candidates) == SAME
    assert recognised.doubts == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_with_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    recognised = found_in(tmp_path, "faq.csv", delimited(ROWS, separator, encoding))
    assert pairs(recognised.candidates) == SAME
    assert recognised.doubts == []


def test_in_a_sheet(tmp_path: Path) -> None:
    assert pairs(found_in(tmp_path, "faq.xlsx", excel({"Sheet1": ROWS})).candidates) == SAME


def test_in_a_sheet_for_each_section(tmp_path: Path) -> None:
    sheets = {
        section: [("标准问", "回复"), *((question, "\n".join(answer)) for question, answer in ones)]
        for section, ones in SECTIONS.items()
    }
    assert pairs(found_in(tmp_path, "faq.xlsx", excel(sheets)).candidates) == SAME


def with_headings(ask: Callable[[Document, int, str], object]) -> Callable[[Document], None]:
    def fill(document: Document) -> None:
        for section, ones in SECTIONS.items():
            document.add_heading(section, 1)
            for at, (question, answer) in enumerate(ones, 1):
                ask(document, at, question)
                for line in answer:
                    document.add_paragraph(line)
            document.add_paragraph("")

    return fill


def automatic(document: Document) -> None:
    """Questions and steps are numbered by the program; each section is an instance of its own that begins at 1."""
    begins = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    ids = lists(document, DECIMAL, [begins] * len(SECTIONS))
    for list_id, (section, ones) in zip(ids, SECTIONS.items(), strict=True):
        document.add_heading(section, 1)
        for question, answer in ones:
            numbered(document, question, list_id)
            document.add_paragraph(f"答：{answer[0]}")
            for line in answer[1:]:
                if line.startswith("（"):
                    numbered(document, line[3:], list_id, 1)
                else:
                    document.add_paragraph(line)


def mixed(document: Document) -> None:
    """The first section is numbered by the program, the second by hand; answers have marks here and none there."""
    (list_id,) = lists(document, DECIMAL)
    for at, (section, ones) in enumerate(SECTIONS.items()):
        document.add_heading(section, 1)
        for count, (question, answer) in enumerate(ones, 1):
            if at:
                document.add_paragraph(f"{count}、{question}")
            else:
                numbered(document, question, list_id)
            document.add_paragraph(answer[0] if at else f"回复：{answer[0]}")
            for line in answer[1:]:
                document.add_paragraph(line)


def changed(document: Document) -> None:
    """As typed, with tracked changes: what was taken out is no more, what was put in is there."""
    with_headings(lambda file, at, question: file.add_paragraph(f"{at}. {question}"))(document)
    for paragraph in document.paragraphs:
        if paragraph.text == "一百元。":
            paragraph.runs[0].text = "一"
            for change in (
                '<w:del {} w:id="1"><w:r><w:delText>千</w:delText></w:r></w:del>',
                '<w:ins {} w:id="2"><w:r><w:t>百元。</w:t></w:r></w:ins>',
            ):
                paragraph._p.append(parse_xml(change.format(W)))


def in_boxes(document: Document) -> None:
    """Every question stands in a text box of its own, which programs write twice."""
    box = (
        '<w:r {} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
        ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
        '<mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing>'
        "</mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    for section, ones in SECTIONS.items():
        document.add_heading(section, 1)
        for question, answer in ones:
            inner = f"<w:p><w:r><w:t>问：{question}</w:t></w:r></w:p>"
            document.add_paragraph("")._p.append(parse_xml(box.format(W, inner, inner)))
            document.add_paragraph(f"答：{answer[0]}")
            for line in answer[1:]:
                document.add_paragraph(line)


def in_tables(document: Document) -> None:
    for section, ones in SECTIONS.items():
        document.add_heading(section, 1)
        table = document.add_table(rows=1, cols=3)
        for cell, text in zip(table.rows[0].cells, ("序号", "问题", "答复"), strict=True):
            cell.text = text
        for at, (question, answer) in enumerate(ones, 1):
            for cell, text in zip(table.add_row().cells, (str(at), question, "\n".join(answer)), strict=True):
                cell.text = text


def in_merged_cells(document: Document) -> None:
    table = document.add_table(rows=1 + len(SAME), cols=3)
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for first, last in ((1, 2), (3, 4)):
        for at in range(first + 1, last + 1):
            table.cell(at, 0).text = ""
        table.cell(first, 0).merge(table.cell(last, 0))


def bold(document: Document, _: int, question: str) -> None:
    document.add_paragraph().add_run(question).bold = True


WORDS: dict[str, Callable[[Document], object]] = {
    "typed": with_headings(lambda file, at, question: file.add_paragraph(f"{at}．{question}")),
    "headings": with_headings(lambda file, _, question: file.add_heading(question, 2)),
    "bold": with_headings(bold),
    "style of a list": with_headings(lambda file, _, question: file.add_paragraph(question, style="List Number")),
    "automatic": automatic,
    "mixed": mixed,
    "tracked changes": changed,
    "text boxes": in_boxes,
    "tables": in_tables,
    "merged cells": in_merged_cells,
}


@pytest.mark.parametrize("fill", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("name", ["faq.docx", "faq.txt"])
def test_in_word(tmp_path: Path, fill: Callable[[Document], object], name: str) -> None:
    recognised = found_in(tmp_path, name, word(fill))
    assert pairs(recognised.candidates) == SAME
    assert recognised.doubts == []
