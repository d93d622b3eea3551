"""What a person decided about the entries of the FAQ. How it is read from catalog.yml: catalog_file.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from owner.positions import Way, line_of

Key = tuple[str, tuple[str, ...]]
"""Kind of a finding, and what it is about: ids, questions, places."""


@dataclass(frozen=True)
class Record:
    """What is known of one answer. `anchors` and `digest` are how it is found again in an edited FAQ.

    `outcome` is "handoff" when the answer promises a person. `asks` is what must be known before it is given, `heeds`
    what changes it if known (role, city); `related` are the answers people ask for next.
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


@dataclass(frozen=True)
class Piece:
    """Words of the answer `source`; or, with `instead_of`, ours for words of it: `decided` says who confirmed them."""

    source: str
    text: str
    instead_of: str = ""
    reason: str = ""
    decided: str = ""


@dataclass(frozen=True)
class Composition:
    """What an answer says to some roles."""

    answer: str
    roles: tuple[str, ...]
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Context:
    """Questions without a subject, and what they mean: answer -> topics and answers under discussion. `asks` is the
    question that is put back when nothing is.
    """

    id: str
    asks: str
    questions: tuple[str, ...]
    choices: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class StaffNote:
    """A text for the staff. One with `places` (supported, unsupported) lists them: known by its beginning."""

    text: str
    instead: str
    places: str = ""

    def covers(self, line: str) -> bool:
        return line.startswith(self.text) if self.places else line == self.text


@dataclass(frozen=True)
class SharedQuestion:
    """A question that stands under several answers, and the one that gives it when nothing else decides."""

    question: str
    ids: tuple[str, ...]
    answered_by: str
    reason: str


@dataclass(frozen=True)
class Catalog:
    """`renamed`: old id -> the id it has now. `text` is the file it was read from and `lines` of its parts, for saying
    where something stands.

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
        """The note to staff that `line` is, if it is one."""
        return next((note for note in self.notes if note.covers(line)), None)

    def is_note(self, line: str) -> bool:
        return self.note_of(line) is not None

    @property
    def note_texts(self) -> frozenset[str]:
        return frozenset(note.text for note in self.notes)

    def with_current_ids(self) -> "Catalog":
        """Return it with the ids of now wherever it names an answer by an id of before."""
        now = self.renamed
        return replace(
            self,
            records=tuple(replace(r, related=_current(r.related, now)) for r in self.records),
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
        """The topic of what stands under a heading; of one that is not known, the last topic."""
        return self.sections.get(section) or next(reversed([*self.topics]), "other")

    def topic_of(self, record: Record) -> str:
        """The topic of an answer: the one the catalog names, else that of its section, once the FAQ has been read."""
        return record.topic or next(reversed([*self.topics]), "other")

    def line_at(self, *way: str | int) -> int:
        """Return the line of what the keys lead to: ("answers", 3, "related")."""
        return line_of(way, self.lines)

    def line_of(self, *words: str) -> int:
        """The first line from which on `words` stand close together in the file; 1 when they don't."""
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
