"""Groups entries into answers: one per distinct text, with its id, lines and phrasings."""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from converter.catalog import Catalog, Record
from converter.entries import Entry
from converter.folding import fold
from converter.phrasings import LineReading, Phrasing, read_question


@dataclass(frozen=True)
class Learnt:
    """A phrasing and the source line it comes from."""

    phrasing: Phrasing
    line: int


@dataclass(frozen=True)
class Answer:
    """One distinct answer. `record`: None until the entry has an id; `text`: the first wording."""

    record: Record | None
    text: str
    entries: tuple[Entry, ...]
    learnt: tuple[Learnt, ...]

    @property
    def id(self) -> str:
        return self.record.id if self.record else ""

    @property
    def name(self) -> str:
        """The answer's name in findings: its id, or its first question while it has none."""
        return self.id or self.questions[0]

    @property
    def first_line(self) -> int:
        return self.entries[0].question_line

    @property
    def lines(self) -> tuple[int, ...]:
        """All source lines of all its entries, questions and answers, ascending."""
        return tuple(sorted(line for entry in self.entries for line in entry.lines))

    @property
    def questions(self) -> tuple[str, ...]:
        """Distinct question lines, as typed, in source order."""
        return tuple(dict.fromkeys(entry.question for entry in self.entries))


def digest(answer: str) -> str:
    """Return a digest of the answer's content; punctuation, width and case make no difference.

    It does not use `fold`, which changes with each word in zh/variants.yml: the digest is stored in catalog.yml.
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", answer).lower())
    return hashlib.sha256("".join(words).encode()).hexdigest()[:12]


def without_notes(text: str, notes: Iterable[str]) -> str:
    """Return `text` without the given notes to staff, which users must not see."""
    for note in sorted(notes, key=len, reverse=True):
        text = text.replace(note, "")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def build(entries: Sequence[Entry], catalog: Catalog) -> list[Answer]:
    """Group `entries` by answer (a closing "；" makes no difference) and give each group its record."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        text = without_notes(entry.answer, catalog.note_texts)
        groups.setdefault(text.rstrip("；;"), []).append(entry)
    records = identify(list(groups.values()), catalog)
    return [
        Answer(
            record,
            without_notes(group[0].answer, catalog.note_texts),
            tuple(group),
            tuple(_learn(group, catalog)),
        )
        for group, record in zip(groups.values(), records, strict=True)
    ]


def _learn(group: Sequence[Entry], catalog: Catalog) -> Iterable[Learnt]:
    for entry in group:
        by_hand = catalog.readings.get(entry.question)
        if by_hand:
            for text in by_hand:
                yield Learnt(Phrasing(text, LineReading.BY_HAND, entry.question), entry.question_line)
        else:
            for phrasing in read_question(entry.question):
                yield Learnt(phrasing, entry.question_line)


def identify(groups: Sequence[Sequence[Entry]], catalog: Catalog) -> list[Record | None]:
    """Find each group's record: most anchors among its questions, then the same answer. None: a new entry.

    Line numbers and order do not matter, so inserting and moving entries changes no id.
    """
    anchored, by_digest = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for rank, record in enumerate(catalog.records):
        by_digest[record.digest].append(rank)
        for anchor in record.anchors:
            anchored[fold(anchor)].append(rank)
    scored = []
    for at, group in enumerate(groups):
        scores = Counter[int]()
        for question in {fold(entry.question) for entry in group}:
            scores.update(2 * anchored.get(question, []))
        for same in {digest(without_notes(entry.answer, catalog.note_texts)) for entry in group}:
            scores.update(3 * by_digest.get(same, []))
        scored += [(-score, rank, at) for rank, score in scores.items()]
    records: list[Record | None] = [None] * len(groups)
    taken: set[int] = set()
    for _, rank, at in sorted(scored):
        if rank not in taken and records[at] is None:
            records[at] = catalog.records[rank]
            taken.add(rank)
    return records
