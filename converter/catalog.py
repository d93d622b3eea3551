"""Catalog: what people decided about the entries of the FAQ. catalog_file.py reads it from catalog.yml."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from owner.positions import Way, line_of

Key = tuple[str, tuple[str, ...]]
"""Kind of a finding, and its subjects: ids, questions, places."""


@dataclass(frozen=True)
class Record:
    """The decisions about one answer. `anchors` and `digest` find it again in an edited FAQ.

    `outcome`: "handoff" if the answer promises a person. `asks`: what must be known before it is given (role, city).
    `heeds`: what changes it if known. `related`: answers that people ask for next. `page`: the answer that says how to
    reach the page which this one speaks of.
    """

    id: str
    title: str
    anchors: tuple[str, ...]
    digest: str
    topic: str = ""
    outcome: str = "answer"
    asks: str = ""
    heeds: str = ""
    related: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True)
class Piece:
    """Words of the answer `source`. With `instead_of` ours replace them; `decided`: who confirmed that."""

    source: str
    text: str
    instead_of: str = ""
    reason: str = ""
    decided: str = ""


@dataclass(frozen=True)
class Composition:
    """The text of an answer for some roles."""

    answer: str
    roles: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Context:
    """Questions without a subject, and their meanings: answer -> topics and answers under discussion.

    `asks`: the clarifying question if nothing is under discussion.
    """

    id: str
    asks: str
    questions: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class StaffNote:
    """A text for the staff. One with `places` (supported, unsupported) lists them and is known by its beginning."""

    text: str
    instead: str
    places: str = ""

    def covers(self, line: str) -> bool:
        return line.startswith(self.text) if self.places else line == self.text


@dataclass(frozen=True)
class SharedQuestion:
    """A question under several answers, and the answer given if nothing else decides."""

    question: str
    ids: tuple[str, ...]
    answered_by: str
    reason: str


@dataclass(frozen=True)
class Catalog:
    """`renamed`: old id -> current id. `text`: of its file, `lines`: of its parts, both to name places in it.

    `acknowledged`: findings that are known, with the reason; `decided`: those of them that are settled for good.
    """

    sections: Mapping[str, str]
    topics: Mapping[str, str]
    records: tuple[Record, ...]
    notes: tuple[StaffNote, ...] = ()
    readings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared: tuple[SharedQuestion, ...] = ()
    acknowledged: Mapping[Key, str] = field(default_factory=dict)
    decided: frozenset[Key] = frozenset()
    compositions: tuple[Composition, ...] = ()
    contexts: tuple[Context, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    text: str = field(default="", repr=False, compare=False)
    lines: Mapping[Way, int] = field(default_factory=dict, repr=False, compare=False)

    def note_of(self, line: str) -> StaffNote | None:
        """Return the note to staff in `line`; None if it is no note."""
        return next((note for note in self.notes if note.covers(line)), None)

    def is_note(self, line: str) -> bool:
        return self.note_of(line) is not None

    @cached_property
    def note_texts(self) -> frozenset[str]:
        return frozenset(note.text for note in self.notes)

    def with_current_ids(self) -> "Catalog":
        """Return the catalog with current ids in place of old ones."""
        now = self.renamed
        return replace(
            self,
            records=tuple(
                replace(r, related=_current(r.related, now), page=now.get(r.page, r.page)) for r in self.records
            ),
            shared=tuple(
                replace(s, ids=_current(s.ids, now), answered_by=now.get(s.answered_by, s.answered_by))
                for s in self.shared
            ),
            compositions=tuple(
                replace(
                    c,
                    answer=now.get(c.answer, c.answer),
                    pieces=tuple(replace(p, source=now.get(p.source, p.source)) for p in c.pieces),
                )
                for c in self.compositions
            ),
            contexts=tuple(
                replace(c, choices={now.get(id_, id_): _current(under, now) for id_, under in c.choices.items()})
                for c in self.contexts
            ),
            acknowledged={_key(key, now): reason for key, reason in self.acknowledged.items()},
            decided=frozenset(_key(key, now) for key in self.decided),
        )

    def section_topic(self, section: str) -> str:
        """Return the topic of a heading; the last topic for an unknown one."""
        return self.sections.get(section) or next(reversed([*self.topics]), "other")

    def topic_of(self, record: Record) -> str:
        """Return the topic of an answer: from the catalog, else of its section once the FAQ has been read."""
        return record.topic or next(reversed([*self.topics]), "other")

    def line_at(self, *way: str | int) -> int:
        """Return the line at a path of keys: ("answers", 3, "related")."""
        return line_of(way, self.lines)

    def line_of(self, *words: str) -> int:
        """Return the first line from which `words` stand close together in the file; 1 if there is none."""
        lines = self.text.split("\n")
        for number in range(len(lines)):
            item = "\n".join(lines[number : number + 4])
            if words[0] in lines[number] and all(word in item for word in words):
                return number + 1
        return 1


def _current(ids: tuple[str, ...], renamed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(renamed.get(id_, id_) for id_ in ids)


def _key(key: Key, renamed: Mapping[str, str]) -> Key:
    kind, about = key
    return kind, tuple(sorted(_current(about, renamed)))
