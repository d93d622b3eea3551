"""The command line, on a copy of the frozen files."""

import errno
import shutil
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import Mock

import pytest

from converter.__main__ import REPAIR, main
from converter.pending_changes import WAITS, WENT_BACK
from owner.versions import View, published_folder
from tests.converter.real import CATALOG, FAQ, PROFILE
from tests.frozen.project import ROOT, frozen_project

Files = dict[str, bytes]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(FAQ.parent, tmp_path / "data/source")
    shutil.copyfile(PROFILE, tmp_path / "data/profile.yml")
    shutil.copyfile(PROFILE.with_name("logo.svg"), tmp_path / "data/logo.svg")
    shutil.copytree(frozen_project() / "data/generated", tmp_path / "data/generated")
    return tmp_path


def run(root: Path, *args: str) -> int:
    return main([*args, "--root", str(root)])


def faq(root: Path) -> Path:
    return root / "data/source/faq.txt"


def edit(root: Path, old: str, new: str) -> None:
    text = faq(root).read_text(encoding="utf-8")
    assert old in text
    faq(root).write_text(text.replace(old, new), encoding="utf-8")


def everything(root: Path) -> Files:
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


def test_check_of_files_that_are_up_to_date_is_green(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(root)
    assert run(root, "--check") == 0
    assert capsys.readouterr().out == "188 个问答条目，64 个不同的答案，没有变化\n"
    assert everything(root) == before


def test_converting_what_is_up_to_date_changes_nothing(root: Path) -> None:
    before = everything(root)
    assert run(root) == 0
    assert everything(root) == before


def test_check_names_each_file_and_the_command_that_repairs_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    generated = root / "data/generated"
    (generated / "login.yml").unlink()
    (generated / "other.yml").write_text("edited", encoding="utf-8")
    (generated / "more.yml").write_text("", encoding="utf-8")
    before = everything(root)
    assert run(root, "--check") == 1
    output = capsys.readouterr().err.splitlines()
    assert [line.rsplit("/", 1)[1].split(":")[0] for line in output[:3]] == [
        "login.yml",
        "other.yml",
        "more.yml",
    ]
    assert output[3] == REPAIR
    assert everything(root) == before


def test_the_repairing_command_repairs(root: Path) -> None:
    before = everything(root)
    shutil.rmtree(root / "data/generated")
    assert run(root) == 0
    assert everything(root) == before
    (root / "data/generated/login.yml").write_bytes(b"\xff\xfe\x00")
    assert run(root) == 0
    assert everything(root) == before


def test_an_edited_answer_reaches_the_generated_file(root: Path) -> None:
    edit(root, "抱歉，临时单位无人审核，无法调转。", "抱歉，临时单位没有人审核，不能调转。")
    assert run(root, "--check") == 1
    assert run(root) == 0
    assert "临时单位没有人审核" in (root / "data/generated/transfer.yml").read_text(encoding="utf-8")
    assert run(root, "--check") == 0


def test_a_new_entry_gets_its_id_and_the_second_run_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(
        root,
        "7. 怎么调到临时单位",
        "8. 平台有没有公众号\n回复：请在微信里搜索平台名称。\n\n7. 怎么调到临时单位",
    )
    assert run(root) == 0
    assert "新编号是 transfer_pingtai_gongzhong" in capsys.readouterr().out
    after = everything(root)
    assert run(root) == 0
    assert everything(root) == after
    assert capsys.readouterr().out == "189 个问答条目，65 个不同的答案，没有变化\n"


def test_check_asks_for_an_id_and_gives_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(
        root,
        "7. 怎么调到临时单位",
        "8. 平台有没有公众号\n回复：请在微信里搜索平台名称。\n\n7. 怎么调到临时单位",
    )
    before = everything(root)
    assert run(root, "--check") == 1
    assert "faq.txt:226: [new-entry]" in capsys.readouterr().err
    assert everything(root) == before


def test_a_note_is_told_and_stops_nothing_unless_strict(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, "抱歉，临时单位无人审核", "抱歉，某某临时单位无人审核")
    before = everything(root)
    for strict in ("--strict", "--check"):
        assert run(root, strict) == 1
        *output, last = capsys.readouterr().err.splitlines()
        assert [line.partition(" [")[0] for line in output] == ["注意 data/source/faq.txt:227:"]
        assert last.startswith("1 个提醒：每一条都要改好，或在 catalog.yml 的 acknowledged 里写明原因；")
        assert everything(root) == before
    assert run(root) == 0
    assert "注意 data/source/faq.txt:227: [placeholder]" in capsys.readouterr().err
    assert everything(root) != before


def test_what_stops_is_said_first_and_what_is_served_last(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, "抱歉，临时单位无人审核", "抱歉，某某临时单位无人审核")
    edit(root, "建议您先根据提示页面进行【忘记密码】操作", "请找13800138000")
    for served, last in (
        (True, "data/generated 没有改动，助手仍用改之前的内容服务"),
        (False, "还没有可以服务的内容"),
    ):
        if not served:
            shutil.rmtree(root / "data/generated")
        assert run(root) == 1
        output = capsys.readouterr().err.splitlines()
        weights = [line.split()[0] for line in output[:-1]]
        assert weights == sorted(weights)
        assert {"停止", "注意"} <= set(weights)
        assert output[-1].endswith(last)


def test_a_negative_that_an_answer_overrules_is_named_and_stops_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, "7. 怎么调到临时单位\n", "8. 单位名称变更了怎么办\n回复：请联系主管部门。\n\n7. 怎么调到临时单位\n")
    negatives = root / "data/nlu/out_of_scope.yml"
    negatives.parent.mkdir()
    text = "nlu:\n- intent: out_of_scope\n  examples: |\n    - 单位名称变更了\n    - 单位名称变更了怎么办\n"
    negatives.write_text(text, encoding="utf-8")
    assert run(root) == 0
    output = capsys.readouterr().err.splitlines()
    assert [line.split(" 写")[0].split("”")[0] for line in output] == [
        "注意 data/nlu/out_of_scope.yml:4: [negative-collision] “单位名称变更了",
        "注意 data/nlu/out_of_scope.yml:5: [negative-collision] “单位名称变更了怎么办",
    ]
    assert all("（FAQ 第 226 行）" in line for line in output)
    assert run(root, "--check") == 0
    assert run(root, "lint") == 1


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("7. 怎么调到临时单位\n回复：", "7. 怎么调到临时单位\n", "question-without-answer"),
        ("临时单位无人审核", "请找13800138000", "personal-data"),
        ("7. 怎么调到临时单位", "7. 怎么注销账号", "duplicate-question"),
    ],
)
@pytest.mark.parametrize("option", ["", "--check", "--strict"])
def test_on_a_serious_finding_nothing_is_written(
    root: Path, old: str, new: str, kind: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(root, old, new)
    before = everything(root)
    assert run(root, *option.split()) == 1
    assert f"[{kind}]" in capsys.readouterr().err
    assert everything(root) == before


def test_lint_says_what_is_known_and_what_is_open(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "lint") == 0
    output = capsys.readouterr().out.splitlines()
    assert all(line.startswith("已知 ") and " —— " in line for line in output)
    edit(root, "临时单位无人审核", "某某临时单位无人审核")
    assert run(root, "lint") == 1
    assert "faq.txt:227: [placeholder]" in capsys.readouterr().err


def test_report_writes_a_page_and_nothing_else(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(root)
    assert run(root, "report") == 0
    assert capsys.readouterr().out.endswith("网页版：var/faq-report.html\n")
    after = everything(root)
    assert after.pop("var/faq-report.html").startswith(b"<!doctype html>")
    assert after == before


def test_assign_writes_the_catalog_only(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(root)
    assert run(root, "assign") == 0
    assert capsys.readouterr().out == "没有新条目\n"
    edit(
        root,
        "7. 怎么调到临时单位",
        "8. 平台有没有公众号\n回复：请在微信里搜索平台名称。\n\n7. 怎么调到临时单位",
    )
    assert run(root, "assign") == 0
    changed = {name for name, data in everything(root).items() if before.get(name) != data}
    assert changed == {"data/source/faq.txt", "data/source/catalog.yml"}


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16", "utf-8-sig"])
def test_every_encoding_converts_to_the_same_bytes(root: Path, encoding: str) -> None:
    before = everything(root / "data/generated")
    shutil.rmtree(root / "data/generated")
    text = faq(root).read_text(encoding="utf-8").replace("\n", "\r\n")
    faq(root).write_bytes(text.encode(encoding))
    assert run(root) == 0
    assert everything(root / "data/generated") == before


def test_a_file_of_40_megabytes_ends_soon_with_one_error(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faq(root).write_bytes("1. 怎么注册\n回复：点击。\n".encode() * 1_100_000)
    began = time.monotonic()
    assert run(root) == 1
    assert time.monotonic() - began < 5
    assert capsys.readouterr().err.splitlines()[:-1] == [
        "停止 data/source/faq.txt:1: [unreadable] 文件超过上限 4,000,000 字节，不像是 FAQ 文本"
    ]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("data/source/faq.txt", b"\x00\x01", "data/source/faq.txt:1: [unreadable] 含有空字节"),
        ("data/source/faq.txt", b"", "data/source/faq.txt:1: [unreadable] 文件是空的：新写的，写上内容再保存"),
        ("data/source/catalog.yml", b"sections: [", "data/source/catalog.yml:1: [unreadable] 不是合法的 YAML"),
        (
            "data/source/catalog.yml",
            "注册\n".encode("gbk") + b"\xff\xfe\xfd",
            "data/source/catalog.yml:1: [unreadable] 既不是 UTF-8 也不是 GBK",
        ),
        (
            "data/source/catalog.yml",
            "# 注\n# 册".encode()[:-1],
            "data/source/catalog.yml:2: [unreadable] 文件在一个字的中间断了",
        ),
        (
            "data/source/faq.txt",
            "1. 注册\n回复：".encode()[:-2],
            "data/source/faq.txt:2: [unreadable] 文件在一个字的中间断了",
        ),
        ("data/profile.yml", "# 注\n# 册".encode()[:-1], "data/profile.yml:2: [unreadable] 文件在一个字的中间断了"),
        ("data/gate.yml", "# 注\n# 册".encode()[:-1], "data/gate.yml:2: [unreadable] 文件在一个字的中间断了"),
        (
            "data/nlu/x.yml",
            "nlu:\n# 注册一二三".encode() + b"\xff",
            "data/nlu/x.yml:2: [unreadable] 这一行有坏掉的字节",
        ),
        ("data/nlu/x.yml", "nlu:\n# 注册".encode("gbk"), "data/nlu/x.yml:2: [unreadable] 不是 UTF-8（像是 GBK"),
        ("data/nlu/x.yml", "nlu: # 注册".encode("utf-16"), "data/nlu/x.yml:1: [unreadable] 不是 UTF-8（像是 GBK"),
        ("domain.yml", "# 注册".encode("gbk"), "domain.yml:1: [unreadable] 不是 UTF-8（像是 GBK"),
        ("data/gate.yml", "# 注册".encode("gbk"), "data/gate.yml:1: [unreadable] 不是 UTF-8（像是 GBK"),
    ],
)
def test_an_unreadable_file_is_one_line(
    root: Path, name: str, data: bytes, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_bytes(data)
    assert run(root) == 1
    output, last = capsys.readouterr().err.splitlines()
    assert output.startswith(f"停止 {message}")
    assert last.startswith("1 个问题要先改；data/generated 没有改动")


def _cut(text: str, part: str) -> str:
    return text[: text.index(f"\n{part}:") + 1]


@pytest.mark.parametrize("command", [["convert"], ["convert", "--check"]])
def test_a_catalog_that_was_cut_off_is_blamed_itself(
    root: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    catalog = root / "data/source/catalog.yml"
    whole = catalog.read_text(encoding="utf-8")
    parts = ["topics", "staff_notes", "readings", "contexts", "acknowledged", "answers"]
    cuts = ["", *(_cut(whole, part) for part in parts), *(whole[: len(whole) * n // 6].rstrip("\n") for n in range(6))]
    for text in cuts:
        catalog.write_text(text, encoding="utf-8")
        before = everything(root)
        assert run(root, *command) == 1
        output = capsys.readouterr().err
        assert output.startswith("停止 data/source/catalog.yml:"), (len(text), output[:200])
        assert output.count("\n") == 2
        assert everything(root) == before


def test_a_catalog_whose_last_line_merely_has_no_end_is_whole(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalog = root / "data/source/catalog.yml"
    catalog.write_text(catalog.read_text(encoding="utf-8").rstrip("\n"), encoding="utf-8")
    edit(root, "7. 怎么调到临时单位", "8. 平台有没有公众号\n回复：某某公众号。\n\n7. 怎么调到临时单位")
    assert run(root) == 0
    assert "注意 data/source/faq.txt:227: [placeholder]" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["data/source/faq.txt", "data/source/catalog.yml", "data/profile.yml"])
def test_a_missing_file_is_one_line(root: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (root / name).unlink()
    assert run(root) == 1
    output = capsys.readouterr().err
    assert output.startswith(f"停止 {name}:1: [unreadable] 没有这个文件")
    assert output.count("\n") == 2


def test_a_hand_written_phrasing_under_another_answer_stops(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "data/nlu").mkdir()
    (root / "data/nlu/x.yml").write_text(
        "nlu:\n- intent: faq/login_slider\n  examples: |\n    - 怎么注销账号？\n", "utf-8"
    )
    assert run(root) == 1
    assert "data/nlu/x.yml:4 login_slider" in capsys.readouterr().err


def test_other_places_can_be_named(root: Path) -> None:
    assert main(["--root", str(root), "--faq", str(FAQ), "--catalog", str(CATALOG), "--out", str(root / "new")]) == 0
    assert everything(root / "new") == everything(root / "data/generated")


def test_an_unknown_command_is_a_wrong_use() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["translate"])
    assert caught.value.code == 2


def test_the_module_runs_and_never_imports_rasa(root: Path) -> None:
    code = (
        "import sys; from converter.__main__ import main; main(sys.argv[1:]); "
        "sys.exit(any(m.split('.')[0] == 'rasa' for m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--check", "--root", str(root)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_full_disk_is_one_sentence_and_changes_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data/generated/login.yml").unlink()
    before = {path: path.read_bytes() for path in (root / "data/generated").iterdir()}
    monkeypatch.setattr(Path, "write_text", Mock(side_effect=OSError(errno.ENOSPC, "No space left on device")))
    assert run(root) == 1
    output = capsys.readouterr().err
    assert f"磁盘已满，写不进 {root}：请先腾出空间" in output
    assert "No space" not in output
    assert {path: path.read_bytes() for path in (root / "data/generated").iterdir()} == before


@pytest.mark.parametrize("name", ["profile.yml", "source/catalog.yml"])
def test_what_another_program_saved_in_gbk_is_read_as_meant(root: Path, name: str) -> None:
    file = root / "data" / name
    file.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))
    assert main(["--root", str(root)]) == 0


def test_an_id_that_is_written_otherwise_is_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root) == 0
    file, old = root / "data/source/catalog.yml", "complaint_export"
    text = file.read_text(encoding="utf-8").replace(f"- id: {old}\n", "- id: other_new_name\n")
    file.write_text(text, encoding="utf-8")
    capsys.readouterr()
    run(root)
    assert f"[renamed-id] 编号 {old} 现在写作 other_new_name" in capsys.readouterr().err


def test_users_keep_a_new_sentence_while_an_edited_answer_waits(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    version = published_folder(root, root / "data") / "1/generated"
    shutil.copytree(root / "data/generated", version)
    profile, view = root / "data/profile.yml", View(version, root / "data/generated")
    profile.write_text(profile.read_text(encoding="utf-8").replace("不客气，", "不用谢，", 1), encoding="utf-8")
    assert run(root) == 0
    assert "make publish" not in capsys.readouterr().out
    assert "不用谢，" in view.file("profile.json").read_text(encoding="utf-8")
    edit(root, "怎么注册", "怎么去注册")
    assert run(root) == 0
    assert WAITS.format(number=1) in capsys.readouterr().out.splitlines()
    assert "不用谢，" in view.file("profile.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(("answered", "end"), [(False, "最后一个问题没有回复"), (True, "文件像是没有写完：少了")])
def test_a_faq_that_was_cut_off_is_said_first(
    root: Path, capsys: pytest.CaptureFixture[str], *, answered: bool, end: str
) -> None:
    rows = faq(root).read_text(encoding="utf-8").splitlines(keepends=True)
    cut = next(number for number in range(len(rows) // 2, len(rows)) if rows[number].startswith("回复")) + answered
    faq(root).write_text("".join(rows[:cut]), encoding="utf-8")
    assert run(root) == 1
    first = capsys.readouterr().err.splitlines()[0]
    assert first.startswith(f"停止 data/source/faq.txt:{cut}: [unfinished] ")
    assert end in first


def test_an_id_that_was_renamed_is_said_first(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalog = root / "data/source/catalog.yml"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace("- id: declaration_fix\n", "- id: declaration_repair\n"), encoding="utf-8")
    assert run(root) == 1
    assert "[renamed-id]" in capsys.readouterr().err.splitlines()[0]


def test_deleting_a_few_answers_is_no_sign_of_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = faq(root).read_text(encoding="utf-8").splitlines(keepends=True)
    faq(root).write_text("".join(rows[: len(rows) * 9 // 10]), encoding="utf-8")
    run(root)
    assert "[unfinished]" not in capsys.readouterr().err


def test_after_going_back_everything_waits(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    versions = published_folder(root, root / "data")
    shutil.copytree(root / "data/generated", versions / "1/generated")
    (versions / "served.json").write_text('{"version": 1, "pinned": true}', encoding="utf-8")
    assert run(root) == 0
    assert WENT_BACK.format(number=1) in capsys.readouterr().out.splitlines()
