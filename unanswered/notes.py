"""Stores decisions about groups in unanswered.yml beside the content: ignored with a reason, taught, joined, split.

Groups are named by their ids, which reveal no text, because the file may outlive the messages.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Extra, Field, ValidationError, validator
from ruamel.yaml.error import YAMLError

from converter.output import editing_yaml, replace_file
from owner.folder import ROOT, content_folder

FILE = "unanswered.yml"
BEGINNING = """\
# 没有答上的问题里，决定不处理的（ignored，要写原因）和教过的（taught）。
# make unanswered IGNORE=… REASON=… 和 make teach … GROUP=… 会写在这里；删掉一行，那一组就再列出来。
# together、apart：两组总是合在一起列，或总是分开列（make unanswered JOIN=组号,组号 或 SPLIT=组号,组号）。
ignored: []
taught: []
together: []
apart: []
"""


class NotNotes(Exception):
    """Says in a Chinese sentence what is wrong with the file, or with what is to be written."""


class Note(BaseModel):
    """`group`: a group's id."""

    group: str = Field(..., regex=r"^g[0-9a-f]{7}$")
    on: date

    class Config:
        extra = Extra.forbid


class Ignored(Note):
    reason: str = Field(..., min_length=1)


class TaughtNote(Note):
    """`text`: the phrasing that was added to `answer`."""

    answer: str
    text: str


class Pair(Note):
    """`other`: the id of another group that is listed with it, or never is."""

    other: str = Field(..., regex=r"^g[0-9a-f]{7}$")


class Notes(BaseModel):
    ignored: list[Ignored] = []
    taught: list[TaughtNote] = []
    together: list[Pair] = []
    apart: list[Pair] = []

    class Config:
        extra = Extra.forbid

    @validator("ignored", "taught", "together", "apart", pre=True)
    def _may_be_empty(cls, value: object) -> object:
        return value or []

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why groups are ignored, by their ids."""
        return {row.group: row.reason for row in self.ignored}

    @property
    def pairs_together(self) -> Sequence[tuple[str, str]]:
        return [(row.group, row.other) for row in self.together]

    @property
    def apart_from(self) -> Mapping[str, frozenset[str]]:
        """The groups that each one is never listed with."""
        others_of: dict[str, set[str]] = defaultdict(set)
        for row in self.apart:
            others_of[row.group].add(row.other)
            others_of[row.other].add(row.group)
        return {group: frozenset(others) for group, others in others_of.items()}

    def taught_of(self, group: str) -> list[TaughtNote]:
        return [row for row in self.taught if row.group == group]


def notes_file(root: Path = ROOT) -> Path:
    return content_folder(root) / FILE


def read_notes(root: Path = ROOT) -> Notes:
    """Return what the file says, nothing where there is none. Raises NotNotes."""
    file = notes_file(root)
    try:
        return Notes.parse_obj(_load(file) or {})
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise NotNotes(f"{file.name} 的 {where} 写得不对：ignored 每行要有 group、reason、on，taught 每行要有 "
                       "group、answer、text、on，together 和 apart 每行要有 group、other、on。") from error  # fmt: skip


def add_row(kind: str, row: Note, root: Path = ROOT) -> Path:
    """Write a row under `kind` (ignored, taught, together, apart), in place of one that says the same of the group.
    Comments stay.

    Raises NotNotes, and OSError.
    """
    read_notes(root)
    file = notes_file(root)
    data = _load(file) or {}
    # A row looks the same to a reader wherever it was written: flow style would follow an empty list.
    rows = [other for other in data.get(kind) or [] if _key(other) != _key(row.dict())]
    data[kind] = [*rows, row.dict()]
    out = StringIO()
    editing_yaml().dump(data, out)
    replace_file(file, out.getvalue())
    return file


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["group"], row.get("answer"), row.get("text"), row.get("other")


def _load(file: Path) -> Any:
    try:
        content = editing_yaml().load(file.read_text(encoding="utf-8") if file.exists() else BEGINNING)
    except (YAMLError, UnicodeDecodeError) as error:
        raise NotNotes(f"{file.name} 读不出来，请照里面的说明改好，或从版本库恢复。") from error
    if content is not None and not isinstance(content, dict):
        raise NotNotes(f"{file.name} 里要写 ignored、taught、together、apart 几节。")
    return content
