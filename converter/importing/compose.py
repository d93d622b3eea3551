"""Writes changes into the text of the FAQ, and records the place in the imported file of each new line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from converter.answers import Answer
from converter.entries import Entry
from converter.importing.items import Candidate, FilePlace
from converter.lines import Kind, Line

GREATEST_NUMBER = 999
WITHOUT_SECTION = "常见问题"


@dataclass(frozen=True)
class ComposedText:
    """`places`: line of the text, from 1 -> its place in an imported file; only new lines are in it."""

    text: str
    places: Mapping[int, FilePlace]


@dataclass
class FaqEditor:
    """Collects changes to an FAQ; all line numbers are those of the old text."""

    lines: Sequence[Line]
    text: str
    instead: dict[int, list[tuple[str, FilePlace | None]]] = field(default_factory=dict)
    after: dict[int, list[tuple[str, FilePlace | None]]] = field(default_factory=lambda: defaultdict(list))
    _new: dict[str, list[tuple[Candidate, tuple[str, ...]]]] = field(default_factory=lambda: defaultdict(list))
    _texts: dict[tuple[int, ...], str] = field(default_factory=dict)

    def change_answer(self, answer: Answer, text: str, place: FilePlace) -> None:
        """Give all copies of an answer a new text. Notes to staff between its lines stay."""
        for entry in answer.entries:
            self._texts[entry.lines] = text
            new = [(line, place) for line in text.split("\n")]
            first = self._line(entry.answer_lines[0])
            if first.label == "note":
                self.instead[first.number] = [(first.raw, None), *new]
            else:
                self.instead[first.number] = [(_mark(first) + new[0][0], place), *new[1:]]
            for number in range(first.number + 1, entry.answer_lines[-1] + 1):
                if self._line(number).kind in (Kind.MORE_ANSWER, Kind.BLANK):
                    self.instead[number] = []

    def add_questions(self, answer: Answer, questions: Iterable[str], place: FilePlace) -> None:
        """Add entries with the same answer below the last one of its section."""
        first = answer.entries[0]
        last = [entry for entry in answer.entries if entry.section == first.section][-1]
        text = self._texts.get(first.lines, "")
        copied = (
            f"回复：{text}".split("\n")
            if text
            else [self._line(at).raw for at in range(first.answer_lines[0], first.answer_lines[-1] + 1)]
        )
        for question in questions:
            self.after[max(last.lines)] += _placed(["", f"{last.number}. {question}", *copied], place)

    def change_question(self, entry: Entry, question: str, place: FilePlace) -> None:
        line = self._line(entry.question_line)
        self.instead[line.number] = [(_mark(line) + question, place)]

    def remove(self, entry: Entry) -> None:
        """Remove an entry and the blank line below it; its notes to staff stay."""
        last = entry.answer_lines[-1]
        for number in (*entry.lines, last + 1):
            if number <= len(self.lines) and (number <= last or self._line(number).kind is Kind.BLANK):
                self.instead[number] = []

    def add(self, section: str, candidate: Candidate, questions: Sequence[str]) -> None:
        """Add a new answer at the end of its section; a new section begins at the end of the text."""
        self._new[section].append((candidate, tuple(questions)))

    def composed(self, entries: Sequence[Entry]) -> ComposedText:
        """Return the text with all changes."""
        ends = self._section_ends()
        beyond: list[tuple[str, FilePlace | None]] = []
        for section, new in self._new.items():
            number = max((entry.number for entry in entries if entry.section == section), default=0)
            if section not in ends:
                beyond += [("", None), (f"# {section}", new[0][0].place)]
            for candidate, questions in new:
                number = number % GREATEST_NUMBER + 1
                rows = _rows(number, candidate, questions)
                (self.after[ends[section]] if section in ends else beyond).extend(rows)
        return self._joined(beyond)

    def _joined(self, beyond: Sequence[tuple[str, FilePlace | None]]) -> ComposedText:
        out: list[tuple[str, FilePlace | None]] = []
        for line in self.lines:
            out += self.instead.get(line.number, [(line.raw, None)])
            out += self.after.get(line.number, [])
        if beyond:
            while out and not out[-1][0].strip():
                out.pop()
            out += beyond
        ended = self.text.endswith("\n") or bool(beyond)
        places = {at: place for at, (_, place) in enumerate(out, 1) if place is not None}
        return ComposedText("\n".join(line for line, _ in out) + ("\n" if ended else ""), places)

    def _section_ends(self) -> Mapping[str, int]:
        """Return the last non-blank line of each section; the part before the first section has an empty name."""
        ends: dict[str, int] = {}
        section = ""
        for line in self.lines:
            section = line.text if line.kind is Kind.SECTION else section
            if line.kind is not Kind.BLANK:
                ends[section] = line.number
        return ends

    def _line(self, number: int) -> Line:
        return self.lines[number - 1]


def fresh(candidates: Sequence[Candidate]) -> ComposedText:
    """Return an FAQ of only these candidates, section by section; those without one get a common heading."""
    sections: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        sections[candidate.section].append(candidate)
    named = any(sections)
    out: list[tuple[str, FilePlace | None]] = []
    for section, ones in sections.items():
        if named:
            out += [*[("", None)] * bool(out), (f"# {section or WITHOUT_SECTION}", ones[0].place)]
        for number, candidate in enumerate(ones):
            out += _rows(number % GREATEST_NUMBER + 1, candidate, candidate.questions)
    if not named:
        out = out[1:]
    places = {at: place for at, (_, place) in enumerate(out, 1) if place is not None}
    return ComposedText("".join(f"{line}\n" for line, _ in out), places)


def _rows(number: int, candidate: Candidate, questions: Iterable[str]) -> list[tuple[str, FilePlace | None]]:
    answer = f"回复：{candidate.answer}".split("\n")
    rows = [line for question in questions for line in ("", f"{number}. {question}", *answer)]
    return _placed(rows, candidate.place)


def _placed(lines: Iterable[str], place: FilePlace) -> list[tuple[str, FilePlace | None]]:
    return [(line, place if line else None) for line in lines]


def _mark(line: Line) -> str:
    """Return the mark before the text of a line as it was typed: 3. or 回复：."""
    raw = line.raw.rstrip()
    if line.text and raw.endswith(line.text):
        return raw[: -len(line.text)]
    return "回复：" if line.kind is Kind.ANSWER else f"{line.label}. "
