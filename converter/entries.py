"""Groups lines into entries: a numbered question, its answer, and the lines of both."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from converter.errors import Finding
from converter.folding import fold
from converter.lines import Kind, Line


@dataclass(frozen=True)
class Entry:
    """One numbered entry. `lines`: all its source lines, question first; `answer_lines`: those of its answer."""

    number: int
    section: str
    question: str
    question_line: int
    answer: str
    answer_lines: tuple[int, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        return (self.question_line, *self.answer_lines)


@dataclass
class _Open:
    """An entry while its lines are being read."""

    line: Line
    section: str
    parts: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def close(self) -> Entry:
        return Entry(
            int(self.line.label), self.section, self.line.text, self.line.number,
            "\n".join(self.parts).strip("\n"), tuple(self.lines),
        )  # fmt: skip


def collect(lines: Iterable[Line]) -> tuple[list[Entry], list[Finding]]:
    """Return the entries in source order, and findings for questions or answers that stand alone."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    section, current, last = "", None, None
    for line in lines:
        if line.kind in (Kind.SECTION, Kind.QUESTION):
            _finish(current, entries, findings)
            current = _Open(line, section) if line.kind is Kind.QUESTION else None
            section = line.text if line.kind is Kind.SECTION else section
        elif line.kind is Kind.ANSWER:
            _start_answer(line, current, findings, last)
        elif line.kind is Kind.MORE_ANSWER and current and current.lines:
            current.parts.append(("\n" if line.after_blank else "") + line.text)
            current.lines.append(line.number)
        last = line
    _finish(current, entries, findings)
    return entries, findings


def _start_answer(line: Line, current: _Open | None, findings: list[Finding], last: Line | None) -> None:
    loose = last and last.kind in (Kind.MORE_ANSWER, Kind.NOTE)
    hint = f"；上一行“{last.text[:30]}”是不是缺了编号" if last and loose else ""
    if current is None:
        message = f"有回复，但前面没有带编号的问题{hint}"
        findings.append(Finding(line.number, "answer-without-question", message, fatal=True))
    elif current.lines:
        message = f"同一个问题下出现第二个回复{hint}"
        findings.append(Finding(line.number, "second-answer", message, (), (current.lines[0],), fatal=True))
    else:
        current.lines.append(line.number)
        if line.text:
            current.parts.append(line.text)


def _finish(current: _Open | None, entries: list[Entry], findings: list[Finding]) -> None:
    if current is None:
        return
    number = current.line.number
    if not fold(current.line.text):
        findings.append(Finding(number, "empty-question", "只有编号，没有问题", fatal=True))
    elif not current.lines:
        findings.append(Finding(number, "question-without-answer", f"问题“{current.line.text}”没有回复", fatal=True))
    elif not fold("".join(current.parts)):
        findings.append(Finding(current.lines[0], "empty-answer", f"问题“{current.line.text}”的回复是空的", fatal=True))
    else:
        entries.append(current.close())
