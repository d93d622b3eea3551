"""The command, on a copy of the frozen content: previews, writes, sets aside; never twice."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from converter import conversion, lint
from converter.__main__ import main
from converter.content_files import ContentFiles
from converter.importing import command, preview, sections
from converter.importing.commit import CheckedImport, check
from converter.importing.plan import Plan
from converter.lint import Verdict
from tests.converter.importing.files import delimited, written
from tests.frozen.project import ROOT
from understanding.encoder import sentence_encoder

Files = dict[str, bytes]
HEADER = ("分类", "问题", "相似问法", "答案", "角色", "地市")
LIBRARY = """\
一、办证
1、怎么办借书证？
答：请带身份证到一楼服务台。

2、押金多少钱？
答：一百元。

二、借还
1、能借几本？
答：五本。
"""


def content(root: Path) -> Files:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted((root / "data").rglob("*")) if p.is_file()}


def imported(root: Path, file: Path, *mode: str) -> int:
    return main(["import", str(file), *mode, "--root", str(root)])


def table(folder: Path, *rows: tuple[str, ...]) -> Path:
    return written(folder, "more.csv", delimited([HEADER, *rows]))


def faq(root: Path) -> str:
    return (root / "data/source/faq.txt").read_text(encoding="utf-8")


def catalog(root: Path) -> str:
    return (root / "data/source/catalog.yml").read_text(encoding="utf-8")


NEW = ("注册", "注册要带身份证原件吗", "注册需要身份证原件吗\n注册用不用身份证原件", "不需要，网上填写即可。", "", "")


def test_a_preview_writes_nothing_but_its_page(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(library)
    assert imported(library, table(library, NEW)) == 0
    assert content(library) == before
    output = capsys.readouterr().out
    assert "3 个问题，1 个答案，0 处要看一看\n与现有内容相比：新的 1\n" in output
    assert "什么都没有写" in output
    assert "注册要带身份证原件吗" in (library / "var/import-preview.html").read_text(encoding="utf-8")


def test_new_ones_stand_at_the_end_of_their_section_and_all_else_keeps_its_bytes(root: Path) -> None:
    old_faq, old_catalog = faq(root), catalog(root)
    assert imported(root, table(root, NEW), "--add") == 0
    added = faq(root).replace(old_faq[: old_faq.index("<!-- 修改信息")].rstrip(), "", 1)
    entries = [f"{question}\n回复：不需要，网上填写即可。" for question in (NEW[1], *NEW[2].split("\n"))]
    number = added.split(".")[0].strip()
    assert added.startswith("\n\n" + "\n\n".join(f"{number}. {entry}" for entry in entries))
    assert faq(root).replace("\n\n" + "\n\n".join(f"{number}. {entry}" for entry in entries), "") == old_faq
    assert catalog(root).startswith(old_catalog.rstrip("\n"))
    assert catalog(root).removeprefix(old_catalog.rstrip("\n")).count("- id: registration_") == 1
    assert main(["--root", str(root)]) == 0


def test_importing_twice_changes_nothing(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(library, NEW, ("讲座", "讲座怎么报名", "", "在首页报名。", "", ""))
    assert imported(library, file, "--add") == 0
    once = content(library)
    assert imported(library, file, "--add") == 0
    assert content(library) == once
    assert "没有改动" in capsys.readouterr().out


def test_a_new_section_gets_a_topic_before_the_last(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(library, table(library, ("讲座", "讲座怎么报名", "", "在首页报名。", "", "")), "--add") == 0
    assert "新的分类，各成一个话题：讲座；" in capsys.readouterr().out
    data = yaml.safe_load(catalog(library))
    assert data["sections"]["讲座"] == "jiangzuo"
    assert [*data["topics"]][-2:] == ["jiangzuo", "jiehai"]
    assert data["answers"][-1]["id"].startswith("jiangzuo_")
    assert faq(library).endswith("# 讲座\n\n1. 讲座怎么报名\n回复：在首页报名。\n")


def test_a_reworded_answer_keeps_its_id_and_changes_all_its_copies(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [data["id"] for data in yaml.safe_load(catalog(root))["answers"]]
    old = next(line for line in faq(root).split("怎么导出数据\n回复：")[1].split("\n"))
    answer = f"{old.rstrip('；')}需要时请联系我们。"
    assert imported(root, table(root, ("", "怎么导出数据", "", answer, "", "")), "--add") == 0
    assert "改了 1" in capsys.readouterr().out
    assert faq(root).count(answer) == 3
    assert [data["id"] for data in yaml.safe_load(catalog(root))["answers"]] == ids


def test_another_answer_to_a_known_question_is_a_conflict_and_not_written(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(library)
    assert imported(library, table(library, ("", "能借几本", "", "随便借，没有限制。", "", "")), "--add") == 0
    assert "冲突 1" in capsys.readouterr().out
    assert content(library) == before


def test_two_answers_to_one_question_in_the_file_are_a_conflict(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(library)
    rows = [("讲座", "讲座怎么报名", "", answer, "", "") for answer in ("在首页报名。", "打电话报名。")]
    assert imported(library, table(library, *rows), "--add") == 0
    output = capsys.readouterr().out
    assert "more.csv 第 3 行有同一个问题，答案不同" in output
    assert content(library) == before


def test_another_question_of_a_known_answer_is_added_to_it(root: Path) -> None:
    count = len(yaml.safe_load(catalog(root))["answers"])
    answer = "个人注册需要您注册时所选的用人单位管理员审核通过，才能登录。"
    assert imported(root, table(root, ("注册", "注册完了多久能登", "", answer, "", "")), "--add") == 0
    assert len(yaml.safe_load(catalog(root))["answers"]) == count
    assert f"登陆平台怎么提示账号正在审核中\n回复：{answer}\n\n2. 注册完了多久能登\n回复：{answer}\n" in faq(root)


def test_what_would_stop_is_not_written_and_named_with_its_place(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(root)
    row = ("注册", "注册找谁", "", "请联系张三 13812345678，身份证 370102199001011237。", "", "")
    assert imported(root, table(root, row), "--add") == 1
    output = capsys.readouterr().out
    assert "停止 more.csv 第 2 行 [personal-data]" in output
    assert "什么都没有写" in output
    assert content(root) == before


def test_a_mark_within_an_answer_does_not_stop_the_file(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        "问：谁能代办\n答：家属。常有人问：朋友行吗？答：不行。\n问：要带什么\n答：两样：1.带证吗？答：带。2.照片。\n"
    )
    assert imported(library, written(library, "one.txt", text), "--add") == 0
    output = capsys.readouterr().out
    assert "停止" not in output
    assert "注意 one.txt 第 1 行 [answer-within-answer]" in output
    assert "家属。常有人问：朋友行吗？答：不行。" in faq(library)
    assert "两样：（1）带证吗？答：带。（2）照片。" in faq(library)


def test_questions_that_are_alike_stop_neither_import_nor_publication_and_are_named_with_both_places(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "问：怎么办社保卡\n答：带身份证。\n问：社保卡丢了怎么办\n答：先挂失。\n问：借书证怎么办\n答：看书库。\n"
    assert imported(library, written(library, "one.txt", text), "--add") == 0
    output = capsys.readouterr().out
    assert "注意 one.txt 第 1 行 [near-duplicate-question] “怎么办社保卡”" in output
    assert "（另见 one.txt 第 3 行）" in output
    assert "（另见 one.txt 第 5 行）" in output, "beside a question that is there"
    assert main(["--strict", "--root", str(library)]) == 0


def test_questions_that_the_program_s_own_talk_has_too_do_not_stop(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "data/talk", library / "data/talk")
    text = "问：你们周末上班吗\n答：周末照常。\n问：客服电话是多少\n答：0000-1234567。\n"
    assert imported(library, written(library, "one.txt", text), "--add") == 0
    assert "停止" not in capsys.readouterr().out


def test_replacing_begins_afresh_and_sets_the_old_content_aside(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = root / "data/profile.yml"
    text = profile.read_text(encoding="utf-8")
    start = text.index("\nplaces:\n")
    profile.write_text(text[:start] + text[text.index("\n\n", start + 1) :], encoding="utf-8")
    before = content(root)
    assert imported(root, written(root, "library.txt", LIBRARY), "--replace") == 0
    assert faq(root).startswith("# 办证\n\n1. 怎么办借书证？\n回复：请带身份证到一楼服务台。\n\n2. 押金多少钱？\n")
    assert yaml.safe_load(catalog(root))["topics"] == {"banzheng": "办证", "jiehai": "借还"}
    (kept,) = (root / "var/replaced").iterdir()
    assert kept.name.startswith("data-20")
    for name in ("source/faq.txt", "source/catalog.yml", "profile.yml", "nlu/context.yml", "gate.yml"):
        assert (kept / name).read_bytes() == before[f"data/{name}"]
    assert not (root / "data/nlu").exists()
    capsys.readouterr()
    assert main(["--root", str(root)]) == 0
    once = content(root)
    assert imported(root, root / "library.txt", "--replace") == 0
    assert content(root) == once
    assert len([*(root / "var/replaced").iterdir()]) == 1


def test_replacing_says_what_goes_away_and_compares_with_what_is_there(
    library: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = "问：能借几本\n答：随便借，没有限制。\n问：讲座怎么报名\n答：在首页报名。\n"
    assert imported(library, written(library, "one.txt", one), "--replace") == 0
    output = capsys.readouterr().out
    assert "换掉以后，现有的 3 个答案里有 2 个没有了：怎么办借书证、押金多少钱" in output
    assert "与现有内容相比：新的 1，改了 1\n" in output
    assert "冲突" not in output
    assert "随便借，没有限制。" in faq(library)
    assert main(["export", str(root / "other.xlsx"), "--root", str(root)]) == 0
    capsys.readouterr()
    imported(library, root / "other.xlsx", "--replace")
    output = capsys.readouterr().out
    assert "现有的 2 个答案里有 2 个没有了" in output
    assert "一样" not in output


def test_the_counts_say_first_what_was_imported(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "读者常见问题解答\n一、开放\n1. 几点开门\n答：九点。\n2. 周末开吗\n答：开。"
    assert imported(library, written(library, "faq.txt", text)) == 0
    assert "文件共 6 行：分类 1，问题 2，答案 2；另有 1 行没有导入（题目 1）\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "answer",
    [
        "1. 登录；\n2. 点“我的”；\n3. 勾选图书，每本可以续一次。",
        "请按下面做：\n1. 登录\n2. 看看能不能续\n3. 有疑问怎么办见《办法》",
        "在网上：\n1. 登录；\n2. 可以选；\n在窗口：\n1. 取号；\n2. 可以代办。",
        "请按下面做：\n4. 登录；\n5. 可以选。",
        "（1）登录；\n（2）可以选。",
        "①登录；\n②可以选。",
    ],
)
def test_a_list_in_a_table_comes_out_word_for_word_and_back(library: Path, answer: str) -> None:
    assert imported(library, table(library, ("借还", "怎么续借", "", answer, "", "")), "--add") == 0
    assert f"怎么续借\n回复：{answer}\n" in faq(library)
    before = content(library)
    assert main(["export", str(library / "all.xlsx"), "--root", str(library)]) == 0
    assert imported(library, library / "all.xlsx", "--add") == 0
    assert content(library) == before
    assert imported(library, library / "all.xlsx", "--replace") == 0
    assert faq(library).encode() == before["data/source/faq.txt"]


def test_a_list_that_has_to_be_numbered_anew_is_said(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(library, table(library, ("借还", "怎么续借", "", "请看好。\n7. 带好证\n8. 填表", "", ""))) == 0
    output = capsys.readouterr().out
    assert "1. more.csv 第 2 行：答案里的“7. 带好证”像另一个问题或标题，编号改写成（1）" in output
    assert imported(library, table(library, ("借还", "怎么续借", "", "请看：\n1. 带好证\n2. 填表", "", ""))) == 0
    assert "像另一个问题" not in capsys.readouterr().out


def test_a_part_of_a_question_that_others_have_is_named_at_the_new_entry(
    library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(library, ("借还", "老师能借几本书", "", "二十本。", "", ""))
    assert imported(library, file, "--add") == 0
    output = capsys.readouterr().out
    assert "注意 more.csv 第 2 行 [shared-part] “能借几本”是" in output
    assert "- {kind: shared-part, between: [能借几本], reason: " in output
    assert "docs/guide/import.md" in output
    assert main(["--root", str(library)]) == 0
    line = faq(library).split("\n").index("4. 老师能借几本书") + 1
    assert f"data/source/faq.txt:{line}: [shared-part]" in capsys.readouterr().err


def test_an_faq_of_its_own_form_replaces_word_for_word(root: Path) -> None:
    text = "# 办证\n\n3. 怎么办证  、带什么\n答复：带身份证。\n\n# 借还\n\n7. 能借几本\nA：五本。\n"
    profile = root / "data/profile.yml"
    old = profile.read_text(encoding="utf-8")
    start = old.index("\nplaces:\n")
    profile.write_text(old[:start] + old[old.index("\n\n", start + 1) :], encoding="utf-8")
    assert imported(root, written(root, "library.txt", text), "--replace") == 0
    assert faq(root) == text


def test_files_that_cannot_be_read_are_all_named(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(library, "a.xlsx", b"%PDF-1.7")
    written(library, "b.txt", "x")
    assert main(["import", str(library / "a.xlsx"), str(library / "none.docx"), "--root", str(library)]) == 1
    output = capsys.readouterr().err.splitlines()
    assert len(output) == 2
    assert "PDF" in output[0]
    assert "none.docx" in output[1]


def test_a_text_without_questions_says_how_they_are_written(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(library)
    assert imported(library, written(library, "letter.txt", "各位同事：\n请于周五前交表。\n"), "--add") == 1
    assert "没有认出问答" in capsys.readouterr().err
    assert content(library) == before


def test_a_role_is_written_where_a_question_has_two_answers(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        ("讲座", "讲座怎么报名", "", "在首页报名。", "通用", "全省"),
        ("讲座", "怎么签到", "", "扫码。", "讲师", ""),
        ("讲座", "怎么签到", "", "在前台登记。", "", ""),
        ("讲座", "怎么请假", "", "找班主任。", "学生", ""),
    ]
    assert imported(library, table(library, *rows), "--add") == 0
    assert "1. 讲座怎么报名\n" in faq(library)
    assert "2. 讲师怎么签到\n" in faq(library)
    assert "3. 怎么签到\n" in faq(library)
    assert "4. 怎么请假\n" in faq(library)
    out = capsys.readouterr().out
    assert "more.csv 第 3 行 E 列：“怎么签到”写成了“讲师怎么签到”" in out
    assert "角色“学生”没有写进问题" in out


def test_the_page_shows_markup_as_text(library: Path) -> None:
    assert imported(library, table(library, ("讲座", "<script>怎么报名</script>", "", "<b>在首页</b>", "", ""))) == 0
    page = (library / "var/import-preview.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "<b>在首页" not in page


def test_the_faq_itself_is_all_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = content(root)
    assert imported(root, root / "data/source/faq.txt", "--add") == 0
    output = capsys.readouterr().out
    assert "188 个问题，64 个答案，0 处要看一看\n与现有内容相比：一样 " in output
    assert "没有改动" in output
    assert content(root) == before


def test_other_commands_take_no_files(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", "faq.docx", "--root", str(library)])
    assert "takes no files" in capsys.readouterr().err


@pytest.mark.parametrize("mode", [(), ("--add",)])
def test_too_many_questions_are_refused_with_what_to_do(
    library: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, mode: tuple[str, ...]
) -> None:
    before = content(library)
    monkeypatch.setattr("converter.conversion.MAX_ENTRIES", 5)
    assert imported(library, table(library, NEW), *mode) == 1
    assert content(library) == before
    assert "超过上限 5：请去掉一些问法，或分成几份内容" in "".join(capsys.readouterr())


def test_the_checks_run_once_for_a_preview(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[int] = []
    checks = lint.lint

    def counted(*parts: Any) -> Verdict:
        runs.append(1)
        return checks(*parts)

    monkeypatch.setattr(conversion, "lint", counted)
    assert imported(root, table(root, ("", "食堂几点开门", "", "六点。", "", ""))) == 0
    assert len(runs) <= 1


def test_of_very_many_findings_and_conflicts_the_terminal_shows_the_first(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preview, "MOST_FINDINGS", 2)
    monkeypatch.setattr(preview, "MOST_CONFLICTS", 2)
    same = [("", "食堂几点开门", "", f"{at} 点开门。", "", "") for at in range(4)]
    alike = [("", f"{at}号窗口怎么办理补办的手续", "", f"请到{at}号窗口。", "", "") for at in range(4)]
    assert imported(root, table(root, *same, *alike)) == 0
    out = capsys.readouterr().out
    assert "…另有 2 处，见网页版" in out
    assert out.count("[near-duplicate") + out.count("[contradiction") == 2
    assert "条，见网页版" in out


def test_a_document_with_very_many_sections_is_refused_with_what_to_do(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sections, "MOST_NEW", 2)
    rows = [(f"第{at}类", f"第{at}种怎么办理", "", f"请到{at}号窗口。", "", "") for at in range(3)]
    assert imported(root, table(root, *rows)) == 1
    assert "有 3 个新的分类，超过上限 2：每个分类成一个话题" in capsys.readouterr().err


def test_a_replacement_says_which_line_of_the_profile_becomes_what(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = root / "data/profile.yml"
    lines = profile.read_text(encoding="utf-8").split("\n")
    at = next(at for at, line in enumerate(lines, 1) if line.startswith("  answer: "))
    begins = lines.index("places:") + 1
    file = written(root, "library.txt", LIBRARY)
    assert imported(root, file, "--replace") == 1
    out = capsys.readouterr().out
    (stop,) = (line for line in out.split("\n") if line.startswith("停止") and "places 的 answer" in line)
    assert f"把第 {at} 行改成“answer: 编号”（例如 " in stop
    assert f"把第 {begins} 行“places:”起的整节删去，到下一个顶格写的词为止" in stop
    ends = next(row for row in range(begins, len(lines)) if lines[row][:1] not in ("", " ", "#"))
    profile.write_text("\n".join([*lines[: begins - 1], *lines[ends:]]), encoding="utf-8")
    assert imported(root, file, "--replace") == 0


PARKING = [("停车", f"停车{thing}怎么办", "", f"{thing}请到停车窗口。") for thing in ("月卡", "证件", "缴费", "车位")]


@pytest.fixture
def taken_back(library: Path) -> Path:
    """Return a file that was imported and generated, and taken back with git, which knows no new files."""
    file = written(library, "parking.csv", delimited([("分类", "问题", "相似问法", "答案"), *PARKING]))
    before, there = content(library), set((library / "data").rglob("*"))
    assert imported(library, file, "--add") == 0
    assert main(["--root", str(library)]) == 0
    assert set((library / "data").rglob("*")) > there
    for name, data in before.items():
        (library / name).write_bytes(data)
    return file


def test_an_import_that_was_taken_back_can_be_done_again(
    library: Path, taken_back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(library, taken_back, "--add") == 0, capsys.readouterr().out
    assert "停车月卡怎么办" in faq(library)
    assert main(["--root", str(library)]) == 0


def test_one_whose_generated_files_all_stay_says_what_to_do(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = ("办证", "借书证丢了怎么办", "请到服务台挂失。")
    file = written(library, "more.csv", delimited([("分类", "问题", "答案"), row]))
    source = {path: path.read_bytes() for path in (library / "data/source").iterdir()}
    assert imported(library, file, "--add") == 0
    assert main(["--root", str(library)]) == 0
    for path, data in source.items():
        path.write_bytes(data)
    capsys.readouterr()
    assert imported(library, file, "--add") == 1
    assert "是有意退回的（如撤销一次导入），删去 generated 文件夹再来一次" in capsys.readouterr().out
    shutil.rmtree(library / "data/generated")
    assert imported(library, file, "--add") == 0


def test_of_very_many_entries_the_encoder_is_not_held_beside_the_checks(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[int] = []

    def checked(plan: Plan, files: ContentFiles) -> CheckedImport:
        held.append(sentence_encoder.cache_info().currsize)
        return check(plan, files)

    monkeypatch.setattr(command, "check", checked)
    rows = [("办证", f"借书证第{at}项怎么办", "", f"第{at}项到服务台。", "", "") for at in range(3)]
    for most in (len(rows), len(rows) - 1):
        monkeypatch.setattr(command, "MANY", most)
        assert imported(library, table(library, *rows)) == 0
    assert held == [1, 0]
