"""Reads tables with a question and an answer in each row, or with answers below their questions."""

from collections.abc import Iterator, Mapping, Sequence

from converter.importing import labels
from converter.importing.columns import LONGEST_SECTION, Columns, cell_of, columns_of, everybody, is_header, vertical
from converter.importing.items import (
    Addressee,
    Candidate,
    DocumentLine,
    Recognised,
    Table,
    TableRow,
    column_name,
    joined,
    one_line,
)
from converter.importing.marks import asks
from converter.importing.similar import split_similar

EMPTY_CELL = "—"


def _named_rows(table: Table) -> Mapping[int, str]:
    """Return the kind at the left of each row of two cells, if answers stand below their questions."""
    named = {}
    for at, row in enumerate(table.rows):
        cells = [cell for cell in row.cells if cell.strip()]
        if len(cells) == 2 and (kind := vertical(cells[0])):
            named[at] = kind
    return named if {"question", "answer"} <= set(named.values()) else {}


def words_remark(table: Table) -> list[str]:
    """Return the remark that a table without questions and answers is read as text."""
    wide = any(sum(bool(cell.strip()) for cell in row.cells) > 1 for row in table.rows)
    if not wide or _named_rows(table):
        return []
    names = "、".join(f"“{' '.join(cell.split())}”" for cell in table.rows[0].cells if cell.strip())
    return [f"{table.rows[0].place}起的表格没有认出“问题”和“答案”两列（第一行是{names[:60]}），按文字读"]


def in_words(table: Table) -> Iterator[DocumentLine]:
    """Return a table without column of questions as lines: 问题 | … above 答案 | …, or text."""
    named = _named_rows(table)
    for at, row in enumerate(table.rows):
        cells = [cell.strip() for cell in row.cells if cell.strip()]
        if at in named:
            name = {"question": "问：", "answer": "答：", "similar": "相似问法：", "section": "分类："}[named[at]]
            first, *others = cells[1].split("\n")
            yield DocumentLine(row.place, name + first)
            yield from (DocumentLine(row.place, other.strip()) for other in others)
        elif named and len(cells) > 1:
            yield DocumentLine(row.place, joined(row.cells), aside="表格里其他的行")
        elif len(cells) == 1:
            yield from (DocumentLine(row.place, line.strip()) for line in cells[0].split("\n"))
        else:
            yield DocumentLine(row.place, _aligned(row, table))


def _aligned(row: TableRow, table: Table) -> str:
    """Return a row as one line in which each text stays below its header: an empty cell before it is a dash."""
    used = [at for at in range(len(row.cells)) if any(cell_of(other, at) for other in table.rows)]
    cells = [" ".join(cell_of(row, at).split()) for at in used]
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return " | ".join(cell or EMPTY_CELL for cell in cells[: last + 1])


def read_table(table: Table, name: str, section: str) -> Recognised:
    """Read the rows. A section holds for the rows below until the next one."""
    columns, recognised = columns_of(table), Recognised()
    if columns is None:
        return recognised
    for at, row in enumerate(table.rows):
        if at <= columns.header or not any(cell.strip() for cell in row.cells):
            _beside(row, recognised, header=at == columns.header)
            continue
        if name_of_section := _section_row(table.rows, at, columns):
            section = name_of_section
            recognised.account(row.place, joined(row.cells), "分类")
            continue
        section = one_line(columns.text(row, "section")) or section
        recognised.account(row.place, joined(row.cells), _row(row, columns, section, recognised))
    if columns.header >= 0:
        recognised.remarks += _guessed(table.rows[columns.header], columns, name)
        _unused(table.rows[columns.header :], columns, name, recognised)
    return recognised


def _section_row(rows: Sequence[TableRow], at: int, columns: Columns) -> str:
    """Return the section that a row names: its only text, short, with a question and answer below."""
    cells = {cell.strip() for cell in rows[at].cells if cell.strip()}
    below = next((row for row in rows[at + 1 :] if any(cell.strip() for cell in row.cells)), None)
    if len(cells) != 1 or below is None or not (columns.text(below, "question") and columns.text(below, "answer")):
        return ""
    (text,) = cells
    number = labels.number(text)
    name = number.rest if number else text
    return name if 0 < len(name) <= LONGEST_SECTION and not asks(name) and not name.endswith(("。", "；")) else ""


def _beside(row: TableRow, recognised: Recognised, *, header: bool) -> None:
    text = joined(row.cells)
    recognised.account(row.place, text, "空行" if not text else "表头" if header else "没有导入：表头上面的一行")


def _guessed(header: TableRow, columns: Columns, name: str) -> Iterator[str]:
    """Yield a remark on each column that was recognised by its content."""
    for kind in columns.guessed:
        title, meant = cell_of(header, columns.of[kind]), {"question": "问题", "answer": "答案"}[kind]
        yield f"{name}：没有见过的列名“{title}”，当作{meant}；不是的，把列名改成“问题”“答案”再导入"


def _unused(rows: Sequence[TableRow], columns: Columns, name: str, recognised: Recognised) -> None:
    """Add a remark on the non-empty columns that are not read."""
    header = rows[0]
    for at in range(max(len(row.cells) for row in rows)):
        title = " ".join(cell_of(header, at).split())
        if at not in columns.of.values() and (title or any(cell_of(row, at) for row in rows)):
            column = column_name(at, letters=header.letters)
            recognised.remarks.append(f"{name}：{column} 列{f'“{title}”' if title else ''}没有用到")


def _row(row: TableRow, columns: Columns, section: str, recognised: Recognised) -> str:
    question, answer = columns.text(row, "question"), columns.text(row, "answer")
    if is_header(question, answer):
        return "表头（重复）"
    marked = labels.answer_mark(answer)
    answer = answer if marked is None else marked
    if not question and not answer:
        text = joined(row.cells)
        if columns.text(row, "section") == text:
            return "分类"
        recognised.doubt(row.place, f"这一行没有问题和答案：“{text[:30]}”", "是问答的，补上；不是的不用管")
        return "没有导入：不是问答"
    for name, text, do in (
        ("问题", question, "补上问题；是上面答案的续文的，移到上一格"),
        ("答案", answer, "补上答案，或删去这一行"),
    ):
        if not text:
            at = columns.of["question" if name == "问题" else "answer"]
            recognised.doubt(row.cell(at), f"没有{name}，这一行没有导入：“{(question or answer)[:30]}”", do)
            return f"没有导入：没有{name}"
    questions = [*_questions_in(question), *split_similar(columns.text(row, "similar"))]
    if inner := next((question for question in questions if labels.inside(question, letter=False)), ""):
        do = "问题一格只写问题，答案写在答案一格"
        recognised.doubt(row.cell(columns.of["question"]), f"问题里有答案，这一行没有导入：“{inner[:30]}”", do)
        return "没有导入：问题里有答案"
    unique, addressed = tuple(dict.fromkeys(questions)), tuple(_addressed(row, columns))
    recognised.candidates.append(Candidate(section, unique, answer, row.place, columns.text(row, "id"), addressed))
    return "问答"


def _questions_in(cell: str) -> list[str]:
    """Return the questions of a cell without numbers: one per line if each line asks, else a single one."""
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    if len(lines) > 1 and not all(asks(line) for line in lines):
        lines = ["".join(lines)]
    answers = []
    for line in lines:
        marked = labels.question_mark(line)
        numbered = labels.number(line)
        answers.append(marked or (numbered.rest if numbered and numbered.rest else line))
    return answers


def _addressed(row: TableRow, columns: Columns) -> Iterator[Addressee]:
    """Yield the role and the place that a row names."""
    for kind in ("role", "place"):
        if not everybody(name := one_line(columns.text(row, kind))):
            yield Addressee(kind, name, row.cell(columns.of[kind]))
