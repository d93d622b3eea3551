"""Makes the rows that an owner edits: one for each distinct answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from converter.answers import Answer
from converter.exporting.escape import escaped

COLUMNS = ("编号", "分类", "问题", "相似问法", "答案")
LONGEST = 32_000
"""Most characters of a cell; Excel truncates longer ones."""

LEFT_OUT = "……（太长，全文见 faq.txt）"


@dataclass(frozen=True)
class ExportRow:
    """`answer`: the first wording, with the notes to staff within its lines."""

    id: str
    section: str
    questions: tuple[str, ...]
    answer: str

    def cells(self) -> tuple[str, ...]:
        """Return the texts of its cells."""
        first, *others = self.questions
        return tuple(map(_shown, (self.id, self.section, first, "\n".join(others), self.answer)))


def export_rows(answers: Sequence[Answer]) -> list[ExportRow]:
    """Return the rows in the order of the FAQ."""
    return [
        ExportRow(answer.id, answer.entries[0].section, answer.questions, answer.entries[0].answer)
        for answer in answers
    ]


def _shown(text: str) -> str:
    whole = text if len(text) <= LONGEST else text[:LONGEST] + LEFT_OUT
    return escaped(whole)
