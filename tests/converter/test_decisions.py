"""What the owner must decide, worked out from the content; the owner's own edits take it off the list."""

import re
import shutil
from pathlib import Path

import pytest

from converter import decisions
from converter.__main__ import main
from converter.content_files import ContentFiles
from converter.source import read_source
from tests.converter.real import FAQ, PROFILE

DECIDED = "decided: 张处长 2026-10-08 确认"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(FAQ.parent, tmp_path / "data/source")
    shutil.copyfile(PROFILE, tmp_path / "data/profile.yml")
    return tmp_path


def listed(root: Path) -> list[decisions.Decision]:
    data = root / "data"
    files = ContentFiles(root, data, data / "source/faq.txt", data / "source/catalog.yml", data / "generated")
    return decisions.decisions(read_source(files), files)


def edit(file: Path, pattern: str, by: str) -> None:
    text, times = re.subn(pattern, by, file.read_text(encoding="utf-8"), count=1)
    assert times, pattern
    file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("about", "where", "meanwhile"),
    [
        ("枣庄", "faq.txt 第 178、180 行", "目前平台公布的说明不一致"),
        ("驳回", "faq.txt 第 37、95 行", "原话照发"),
        ("平台自己卖课、有课程", "303", "原话照发"),
        (
            "【怎么注册】：“需要上级审核部门审核通过。”不是 FAQ 的原话",
            "faq.txt 第 4 行",
            "用人单位、主管部门、继续教育机构",
        ),
        ("【注册由谁审核】：“需要上级审核部门审核通过。”", "catalog.yml 第", "提交注册信息，"),
        ("热线", "profile.yml 第 13 行", "平台右侧在线客服"),
        ("服务时间", "profile.yml 第 15 行", "平台右侧在线客服"),
    ],
)
def test_each_is_listed_with_its_lines_and_what_happens_meanwhile(
    root: Path, about: str, where: str, meanwhile: str
) -> None:
    [found] = [decision for decision in listed(root) if about in decision.question]
    assert where in found.where
    assert meanwhile in found.meanwhile
    assert found.how


@pytest.mark.parametrize("about", ["驳回", "平台自己卖课、有课程", "【怎么注册】"])
def test_what_is_decided_where_it_says_is_listed_no_more(root: Path, about: str) -> None:
    before = listed(root)
    [found] = [decision for decision in before if about in decision.question]
    [line] = re.findall(r"catalog.yml 第 (\d+) 行的这一", found.how)
    catalog = root / "data/source/catalog.yml"
    rows = catalog.read_text(encoding="utf-8").split("\n")
    indent = len(rows[int(line) - 1]) - len(rows[int(line) - 1].lstrip("- "))
    rows.insert(int(line), " " * indent + DECIDED)
    catalog.write_text("\n".join(rows), encoding="utf-8")
    after = [one.question for one in listed(root)]
    assert after == [one.question for one in before if one != found]


def test_settled_decisions_are_not_listed(root: Path) -> None:
    edit(root / "data/source/faq.txt", "济宁市、枣庄市等其他区域", "济宁市等其他区域")
    edit(root / "data/profile.yml", r"临沂, 省直\]\n  disputed: \[枣庄\]", "临沂, 省直, 枣庄]\n  disputed: []")
    edit(root / "data/source/catalog.yml", r"- kind: place-in-two-lists\n.*\n.*\n", "")
    edit(root / "data/profile.yml", 'hotline: ""', 'hotline: "12345678"')
    questions = [one.question for one in listed(root)]
    assert not [question for question in questions if "枣庄" in question or "热线" in question]
    assert len(questions) == 8


def test_the_page_holds_them_all(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decisions", "--root", str(root)]) == 0
    output = capsys.readouterr().out
    assert output.endswith("网页版：var/decisions.html\n")
    page = (root / "var/decisions.html").read_text(encoding="utf-8")
    assert main(["report", "--root", str(root)]) == 0
    report = (root / "var/faq-report.html").read_text(encoding="utf-8")
    assert "要请所有者决定的事：\n1. 枣庄" in capsys.readouterr().out
    for found in listed(root):
        assert found.question in output
        assert found.question in page
        assert found.question in report


def test_nothing_to_decide_is_said() -> None:
    assert decisions.as_text([]) == decisions.NOTHING
    assert decisions.NOTHING in decisions.as_items([])


def test_a_place_of_which_nothing_is_certain_waits_for_the_owner(root: Path) -> None:
    edit(root / "data/profile.yml", r"disputed: \[枣庄\]", "disputed: [枣庄, 德州]")
    edit(root / "data/profile.yml", r"日照, 德州, ", "日照, ")
    [found] = [decision for decision in listed(root) if decision.question == "德州能不能办"]
    assert "disputed" in found.where


def test_a_profile_that_cannot_be_read_is_told_beside_the_list(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root / "data/profile.yml", r"pause_minutes: 30", "pause_minutes: 半小时")
    assert main(["decisions", "--root", str(root)]) == 0
    assert "pause_minutes" in capsys.readouterr().err
