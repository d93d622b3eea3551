"""New content from a file of any kind: a FAQ of 30 answers in Word becomes content that is converted as it is."""

from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from docx.document import Document

from converter.__main__ import main
from owner import live
from owner.live import index_in
from tests.converter.importing.files import delimited, excel, level, lists, numbered, word, written

THINGS = ("借书证", "自习室", "电子书", "打印机", "储物柜", "报告厅", "研讨间", "朗读亭", "无障碍通道", "饮水机")
ASKED = {
    "办理": ("怎么申请", "到一楼服务台申请{}，当天办好。"),
    "费用": ("要不要收费", "{}是免费的，押金离馆时退还。"),
    "故障": ("坏了找谁", "{}有问题时请按墙上的呼叫铃，馆员五分钟内到。"),
}


def thirty(file: Document) -> None:
    """Sections are headings, questions are numbered by the program, answers have no mark, some have steps."""
    file.add_paragraph("市图书馆读者问答", style="Title")
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "（%2）")
    begins = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    ids = lists(file, levels, [begins] * len(ASKED))
    for list_id, (section, (asked, answer)) in zip(ids, ASKED.items(), strict=True):
        file.add_heading(section, 1)
        for thing in THINGS:
            numbered(file, f"{thing}{asked}？", list_id)
            file.add_paragraph(answer.format(thing))
            if section == "办理":
                numbered(file, "带身份证", list_id, 1)
                numbered(file, f"说明要用{thing}", list_id, 1)
            file.add_paragraph("")


def test_thirty_answers_in_word_become_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, file = tmp_path / "content", written(tmp_path, "问答.docx", word(thirty))
    assert main(["new", "--content", str(content), "--faq", str(file)]) == 0
    assert "30 个答案写进了" in capsys.readouterr().out
    assert main(["--content", str(content)]) == 0
    assert "30 个问答条目，30 个不同的答案" in capsys.readouterr().out
    index = index_in((content / "generated/answers.json").read_text(encoding="utf-8"))
    assert [*dict.fromkeys(title.topic_title for title in index.titles.values())] == [*ASKED]
    assert any(title.top for title in index.titles.values())
    answers = (content / "source/faq.txt").read_text(encoding="utf-8")
    steps = "（1）带身份证\n（2）说明要用借书证\n"
    assert f"1. 借书证怎么申请？\n回复：到一楼服务台申请借书证，当天办好。\n{steps}" in answers
    assert answers.count("\n1. ") == len(ASKED)


ROWS = [("问题", "答案"), ("几点开门", "九点。"), ("能借几本", "五本。")]


@pytest.mark.parametrize(
    "data",
    [excel({"问答": ROWS}), delimited(ROWS, encoding="gbk"), "**几点开门**\n九点。\n**能借几本**\n五本。\n".encode()],
    ids=["xlsx", "csv", "md"],
)
def test_other_files_become_content_too(tmp_path: Path, data: bytes) -> None:
    content = tmp_path / "content"
    assert main(["new", "--content", str(content), "--faq", str(written(tmp_path, "faq", data))]) == 0
    assert main(["--content", str(content)]) == 0
    catalog = yaml.safe_load((content / "source/catalog.yml").read_text(encoding="utf-8"))
    assert [one["title"] for one in catalog["answers"]] == ["几点开门", "能借几本"]


def test_what_is_doubtful_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [*ROWS, ("几点关门", "")]
    file = written(tmp_path, "faq.xlsx", excel({"问答": rows}))
    assert main(["new", "--content", str(tmp_path / "content"), "--faq", str(file)]) == 0
    assert "faq.xlsx 第 4 行 B 列：没有答案" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_makes_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "faq.docx", b"%PDF-1.4")
    assert main(["new", "--content", str(tmp_path / "content"), "--faq", str(file)]) == 1
    assert "PDF" in capsys.readouterr().err
    assert not (tmp_path / "content").exists()


def test_new_content_takes_a_file_before_anything_was_generated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content, file = tmp_path / "content", written(tmp_path, "问答.docx", word(thirty))
    assert main(["new", "--content", str(content), "--faq", str(file)]) == 0
    monkeypatch.setattr(live, "_content_in", lru_cache(maxsize=1)(live._content_in.__wrapped__))
    monkeypatch.setattr(live, "content_folder", lambda: content)
    more = written(tmp_path, "更多.txt", "问：周末开门吗？\n答：开。\n")
    assert main(["import", str(more), "--add", "--content", str(content), "--root", str(tmp_path)]) == 0
    assert "新的 1" in capsys.readouterr().out


def test_two_answers_to_one_question_are_named_and_not_lost_in_silence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [*ROWS, ("能借几本", "十本。")]
    content, file = tmp_path / "content", written(tmp_path, "问答.csv", delimited(rows))
    assert main(["new", "--content", str(content), "--faq", str(file)]) == 0
    output = capsys.readouterr()
    assert "1 个答案写进了" in output.out
    assert "没有写入“能借几本”：问答.csv 第 4 行有同一个问题，答案不同" in output.err


def test_new_sections_come_to_content_that_has_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, file = tmp_path / "content", written(tmp_path, "问答.csv", delimited(ROWS))
    assert main(["new", "--content", str(content), "--faq", str(file)]) == 0
    more = written(tmp_path, "讲座.csv", delimited([("分类", *ROWS[0]), ("讲座", "讲座怎么报名", "在首页报名。")]))
    assert main(["import", str(more), "--add", "--content", str(content)]) == 0
    assert "已写入" in capsys.readouterr().out
    data = yaml.safe_load((content / "source/catalog.yml").read_text(encoding="utf-8"))
    assert data["sections"] == {"讲座": "jiangzuo"}
    assert main(["--content", str(content)]) == 0


def broken_heading(file: Document) -> None:
    file.add_heading("办卡\n与补卡", 1)
    file.add_paragraph("1. 怎么办卡")
    file.add_paragraph("答：带身份证。")


@pytest.mark.parametrize(
    ("name", "data", "heading"),
    [
        ("标题.docx", word(broken_heading), "办卡 与补卡"),
        ("分类.csv", delimited([("分类", "问题", "答案"), ("住宿\n住宿", "几点关门", "十一点。")]), "住宿"),
    ],
    ids=["word", "table"],
)
def test_a_section_broken_into_lines_is_one_heading(tmp_path: Path, name: str, data: bytes, heading: str) -> None:
    content = tmp_path / "content"
    assert main(["new", "--content", str(content), "--faq", str(written(tmp_path, name, data))]) == 0
    faq = (content / "source/faq.txt").read_text(encoding="utf-8")
    assert faq.startswith(f"# {heading}\n\n1. ")
