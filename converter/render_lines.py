"""The index of lines: which lines of the FAQ each reply comes from. One file, since an edit shifts all that follow."""

from collections.abc import Iterable, Mapping, Sequence

from converter.answers import Answer
from converter.catalog import Catalog

FILE = "faq_lines.yml"
HEADER = """\
# Made by `python -m converter`: the lines of data/source/faq.txt that each answer, and its text for a role, comes from.
# Do not edit. In training launch/importer.py adds them to the answers' metadata.
faq_lines:
"""


def render(answers: Sequence[Answer], catalog: Catalog) -> str:
    """Return the content of the file: a row for each answer, and one for each role that has a text of its own."""
    lines = {answer.id: answer.lines for answer in answers}
    return HEADER + "".join(row for answer in answers for row in _rows(answer, lines, catalog))


def _rows(answer: Answer, lines: Mapping[str, Sequence[int]], catalog: Catalog) -> Iterable[str]:
    yield _row(answer.id, answer.lines)
    for composition in catalog.compositions:
        if composition.answer == answer.id:
            sources = {line for piece in composition.pieces for line in (*lines[piece.source], *answer.lines)}
            for role in composition.roles:
                yield _row(f"{answer.id}/{role}", sorted(sources))


def _row(key: str, lines: Iterable[int]) -> str:
    return f"  {key}: [{', '.join(map(str, lines))}]\n"
