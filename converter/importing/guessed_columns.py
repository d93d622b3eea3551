"""Guesses columns with unknown names: a header by its look, questions and answers by the cells below it."""

from collections.abc import Mapping, Sequence

from converter.importing.items import TableRow
from converter.importing.marks import asks

LONGEST_NAME = 8
"""Most characters of a column's name."""

ASKING = 0.5
"""Share of asking texts from which a column holds the questions."""

FILLED = 0.5
"""Share of the rows in which a column of questions or answers must have text."""

LONGER = 1.3
"""Texts below a header are so many times longer than it."""

_OF_A_SENTENCE = "。！？?!；;：:，,"


def like_a_header(cells: Sequence[str]) -> bool:
    """Say whether a row may hold the names of columns: a few short words, none of which asks."""
    names = [cell.strip() for cell in cells if cell.strip()]
    return len(names) > 1 and len(set(names)) == len(names) and all(_like_a_name(name) for name in names)


def _like_a_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and not asks(text) and not any(mark in text for mark in _OF_A_SENTENCE)


def completed(header: TableRow, rows: Sequence[TableRow], named: Mapping[str, int]) -> Mapping[str, int]:
    """Return the columns of questions and answers if their names are unknown; empty: not found.

    `named`: columns whose names are known.
    """
    free = [at for at, cell in enumerate(header.cells) if cell.strip() and at not in named.values()]
    texts = {at: [text for row in rows if (text := _cell(row, at))] for at in {*free, *named.values()}}
    columns = dict(named)
    if "question" not in columns:
        asking = [at for at in free if _enough(texts[at], rows) and _asking(texts[at]) >= ASKING]
        if not asking:
            return {}
        columns["question"] = max(asking, key=lambda at: _asking(texts[at]))
    if "answer" not in columns:
        others = [at for at in free if at != columns["question"] and _enough(texts[at], rows)]
        longest = max(others, key=lambda at: _length(texts[at]), default=None)
        if longest is None or _length(texts[longest]) < LONGER * len(_cell(header, longest)):
            return {}
        columns["answer"] = longest
    return columns


def _enough(texts: Sequence[str], rows: Sequence[TableRow]) -> bool:
    filled = sum(any(cell.strip() for cell in row.cells) for row in rows)
    return bool(texts) and len(texts) >= FILLED * filled


def _asking(texts: Sequence[str]) -> float:
    return sum(map(asks, texts)) / max(1, len(texts))


def _length(texts: Sequence[str]) -> float:
    return sum(map(len, texts)) / max(1, len(texts))


def _cell(row: TableRow, at: int) -> str:
    return row.cells[at].strip() if at < len(row.cells) else ""
