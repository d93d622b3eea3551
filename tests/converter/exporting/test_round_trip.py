"""Export, then import: the same bytes; and where one cell was edited, only that differs."""

import csv
import shutil
from collections.abc import Callable, Mapping
from copy import deepcopy
from io import BytesIO, StringIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from converter.__main__ import main
from converter.exporting.embedded_source import EmbeddedSource, pack, unpack
from converter.exporting.escape import escaped, unescaped
from converter.importing.reading import import_file
from tests.converter.importing.conftest import content as content
from tests.converter.importing.conftest import root as root

ENDINGS = (".xlsx", ".docx", ".csv")
HEADER = ("编号", "分类", "问题", "相似问法", "答案")
Rows = list[list[str]]


def sources(root: Path) -> tuple[bytes, bytes]:
    return (root / "data/source/faq.txt").read_bytes(), (root / "data/source/catalog.yml").read_bytes()


def run(root: Path, *words: str) -> int:
    return main([*words, "--root", str(root)])


def exported(root: Path, ending: str) -> Path:
    target = root / f"faq{ending}"
    assert run(root, "export", str(target)) == 0
    return target


def edit_csv(file: Path, change: Callable[[Rows], object]) -> None:
    rows = [*csv.reader(StringIO(file.read_text(encoding="utf-8-sig"), newline=""))]
    change(rows)
    out = StringIO(newline="")
    csv.writer(out).writerows(rows)
    file.write_text(out.getvalue(), encoding="gb18030", newline="")


def edit_xlsx(file: Path, change: Callable[[Rows], object]) -> None:
    book = load_workbook(file)
    sheet = book["FAQ"]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
    change(rows)
    sheet.delete_rows(1, sheet.max_row)
    for row in rows:
        sheet.append(row)
    book.save(file)


def edit_docx(file: Path, change: Callable[[Rows], object]) -> None:
    document = docx.Document(str(file))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    before = [[*row] for row in rows]
    change(rows)
    for row in table.rows[len(rows) :]:
        table._tbl.remove(row._tr)
    while len(table.rows) < len(rows):
        table._tbl.append(deepcopy(table.rows[-1]._tr))
    for at, cells in enumerate(rows):
        if at >= len(before) or cells != before[at]:
            for cell, text in zip(table.rows[at].cells, cells, strict=True):
                cell.text = text
    document.save(str(file))


EDITS: Mapping[str, Callable[[Path, Callable[[Rows], object]], None]] = {
    ".csv": edit_csv,
    ".xlsx": edit_xlsx,
    ".docx": edit_docx,
}


def row_of(rows: Rows, id_: str) -> list[str]:
    return next(row for row in rows if row[0] == id_)


@pytest.mark.parametrize("ending", ENDINGS)
def test_it_restores_the_same_bytes(root: Path, ending: str) -> None:
    before, file = sources(root), exported(root, ending)
    assert run(root, "import", str(file), "--add") == 0
    assert sources(root) == before
    assert not (root / "var/replaced").exists()
    faq = root / "data/source/faq.txt"
    faq.write_text(faq.read_text(encoding="utf-8").replace("个人怎么注册\n", "怎样注册\n"), encoding="utf-8")
    assert run(root, "import", str(file), "--replace") == 0
    assert sources(root) == before
    assert len([*(root / "var/replaced").iterdir()]) == 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_new_content_begins_from_an_export(root: Path, tmp_path: Path, ending: str) -> None:
    new = tmp_path / "new"
    assert main(["new", "--content", str(new), "--faq", str(exported(root, ending))]) == 0
    assert ((new / "source/faq.txt").read_bytes(), (new / "source/catalog.yml").read_bytes()) == sources(root)


@pytest.mark.parametrize(("ending", "mode"), [(".xlsx", "--replace"), (".docx", "--add"), (".csv", "--add")])
def test_of_an_edited_answer_only_its_copies_change(root: Path, ending: str, mode: str) -> None:
    (faq, catalog), file = sources(root), exported(root, ending)
    old: list[str] = []

    def change(rows: Rows) -> None:
        row = row_of(rows, "complaint_export")
        old.append(row[4])
        row[4] = "请登录后在首页导出。"

    EDITS[ending](file, change)
    assert run(root, "import", str(file), mode) == 0
    after, new_catalog = sources(root)
    assert after == faq.replace(f"回复：{old[0]}".encode(), "回复：请登录后在首页导出。".encode())
    assert after != faq
    ours, theirs = catalog.decode().split("\n"), new_catalog.decode().split("\n")
    changed = [line for line, other in zip(ours, theirs, strict=True) if line != other]
    assert len(changed) == 1
    assert "answer_digest" in changed[0]


@pytest.mark.parametrize("ending", [".xlsx"])
def test_rows_and_phrasings_are_added_and_reworded(root: Path, ending: str) -> None:
    file = exported(root, ending)

    def change(rows: Rows) -> None:
        row = row_of(rows, "certificate_print")
        row[3] = row[3].replace("怎么打印证书", "怎样打印证书") + "\n证书在哪里打"
        rows.append(["", "政策咨询", "讲座算不算学时", "", "以当年通知为准。"])

    EDITS[ending](file, change)
    assert run(root, "import", str(file), "--add") == 0
    faq = sources(root)[0].decode()
    assert "怎样打印证书\n" in faq
    assert "怎么打印证书\n" not in faq
    assert "证书在哪里打\n" in faq
    assert "讲座算不算学时\n回复：以当年通知为准。\n" in faq
    assert run(root) == 0


def test_sorted_rows_and_a_row_taken_out_delete_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, file = sources(root), exported(root, ".csv")

    def change(rows: Rows) -> None:
        rows[1:] = sorted(row for row in rows[1:] if row[0] != "policy_why")

    edit_csv(file, change)
    assert run(root, "import", str(file), "--add") == 0
    assert sources(root) == before
    assert "没有删除" in capsys.readouterr().out


def test_what_was_edited_in_both_places_is_a_conflict(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = exported(root, ".csv")
    faq = root / "data/source/faq.txt"
    text = faq.read_text(encoding="utf-8")
    answer = text.split("怎么导出数据\n回复：")[1].split("\n")[0]
    faq.write_text(text.replace(answer, "请在首页导出。"), encoding="utf-8")
    before = sources(root)

    def change(rows: Rows) -> None:
        row_of(rows, "complaint_export")[4] = "请打电话。"

    edit_csv(file, change)
    assert run(root, "import", str(file), "--add") == 0
    assert sources(root)[0] == before[0]
    assert "导出以后，这里的答案也改过" in capsys.readouterr().out


def test_notes_to_staff_stay_when_their_answer_is_edited(root: Path) -> None:
    file, (faq, _) = exported(root, ".xlsx"), sources(root)
    note = "不是我们负责的学习平台，都可以是 其他学习平台"

    def change(rows: Rows) -> None:
        row_of(rows, "certificate_sync_missing")[4] = "请联系学习平台。"

    edit_xlsx(file, change)
    run(root, "import", str(file), "--replace")
    assert sources(root)[0].decode().count(note) == faq.decode().count(note) > 0
    assert "请联系学习平台。" in sources(root)[0].decode()


def test_what_was_carried_may_be_lost(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, file = sources(root), exported(root, ".csv")

    def change(rows: Rows) -> None:
        rows[0][-1] = rows[0][-1][:1000]

    edit_csv(file, change)
    assert run(root, "import", str(file), "--add") == 0
    assert "原文不完整" in capsys.readouterr().out
    assert sources(root) == before


def test_the_exact_text_is_out_of_sight(root: Path) -> None:
    book = load_workbook(exported(root, ".xlsx"))
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible", "veryHidden"]
    assert [cell.value for cell in book["FAQ"][1]] == [*HEADER]
    document = docx.Document(str(exported(root, ".docx")))
    assert all(
        paragraph.style is not None and paragraph.style.font.hidden
        for paragraph in document.paragraphs
        if len(paragraph.text) > 100
    )


def test_only_known_endings_can_be_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "export", str(root / "faq.pdf")) == 1
    assert ".xlsx" in capsys.readouterr().err
    assert run(root, "export") == 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_template_is_read(root: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"template{ending}"
    assert run(root, "template", str(file)) == 0
    recognised = import_file(file).recognised
    assert [(candidate.section, len(candidate.questions)) for candidate in recognised.candidates] == [
        ("办证", 3),
        ("办证", 1),
    ]
    assert recognised.doubts == []


TEXT = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Co", "Cn"], blacklist_characters="\u2028\u2029\x85"), max_size=60
)


@given(TEXT)
def test_what_is_escaped_comes_back_and_is_no_formula(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert escaped(text)[:1] not in ("=", "+", "-", "@")


@given(st.binary(min_size=1, max_size=300), st.binary(max_size=300))
def test_what_is_carried_comes_back_whole_or_not_at_all(faq: bytes, catalog: bytes) -> None:
    packed = pack(EmbeddedSource(faq, catalog))
    assert unpack(packed) == EmbeddedSource(faq, catalog)
    assert unpack(packed[: packed.rindex(":") + 8]) is None
    assert unpack(packed.replace("FAQ1", "FAQ9")) is None


QUESTION = TEXT.filter(lambda text: sum(sign.isalpha() for sign in text) > 3).map(lambda text: " ".join(text.split()))


@given(st.lists(st.tuples(QUESTION, QUESTION), min_size=1, max_size=4, unique_by=lambda one: one[0]))
@settings(max_examples=6)
def test_any_content_comes_back(tmp_path_factory: pytest.TempPathFactory, ones: list[tuple[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "data").mkdir()
    text = "# 一节\n<!-- 注 -->\n\n" + "\n\n".join(f"{at}. {q}\n回复：{a}" for at, (q, a) in enumerate(ones, 1))
    (folder / "their.txt").write_text(text, encoding="utf-8")
    if main(["new", "--content", str(folder / "data"), "--faq", str(folder / "their.txt"), "--root", str(folder)]):
        return
    shutil.rmtree(folder / "data/nlu", ignore_errors=True)
    before = sources(folder)
    for ending in ENDINGS:
        file = exported(folder, ending)
        imported = import_file(file)
        assert imported.embedded == EmbeddedSource(*before)
        assert run(folder, "import", str(file)) == 0
        assert sources(folder) == before


def test_bytes_of_a_workbook_hold_no_formula(root: Path) -> None:
    data = exported(root, ".xlsx").read_bytes()
    book = load_workbook(BytesIO(data))
    assert all(cell.data_type != "f" for row in book["FAQ"].iter_rows() for cell in row)


def test_a_reworded_question_takes_its_reading_along(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = exported(root, ".csv")
    old = "注册后提示待审核，是谁审核、怎么审核"

    def change(rows: Rows) -> None:
        (row,) = [row for row in rows if old in row[2] or old in row[3]]
        row[2], row[3] = (cell.replace(old, "注册以后一直待审核怎么办") for cell in row[2:4])

    edit_csv(file, change)
    assert run(root, "import", str(file), "--add") == 0
    output = capsys.readouterr().out
    assert f"“{old}”改成了“注册以后一直待审核怎么办”：catalog.yml 的 readings 里它的读法" in output
    assert old not in sources(root)[1].decode()
    assert run(root) == 0
    assert "stale-reading" not in capsys.readouterr().err


def test_an_edited_answer_by_role_says_where_the_roles_are(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = exported(root, ".csv")
    edit_csv(file, lambda rows: row_of(rows, "registration_how").__setitem__(4, "请看首页的注册说明。"))
    run(root, "import", str(file))
    line = sources(root)[1].decode().split("\n").index("- answer: registration_how") + 1
    assert f"表格改不了：在data/source/catalog.yml 第 {line} 行起的 roles 里一起改" in capsys.readouterr().out
