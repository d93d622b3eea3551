"""Checks gate.yml and canary.yml, which test the model at a publication: their form and ids of answers."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, Extra, Field, ValidationError

from converter.decode import utf8
from converter.errors import Finding, SourceError
from converter.weights import UNREADABLE
from owner.positions import NotYaml, Way, line_of, parse
from owner.reading import faults_of

Named = Iterator[tuple[Way, str]]


class _TrialForm(BaseModel):
    class Config:
        extra = Extra.forbid


class GateForm(_TrialForm):
    known_right_at_least: float = Field(0.0, ge=0, le=1)
    questions_right_at_least: float = Field(0.0, ge=0, le=1)
    questions: Mapping[str, list[str]] = {}
    out_of_scope_answered_at_most: int = Field(0, ge=0)
    out_of_scope: list[str] = []

    def named(self) -> Named:
        """Yield the ids of answers, each with its path of keys."""
        yield from ((("questions", id_), id_) for id_ in self.questions)


class TrialTurn(_TrialForm):
    say: str = Field(..., min_length=1)
    outcome: Literal["answer", "ask", "offer", "decline", "handoff", "chat"]
    faq_id: str = ""


class Canary(_TrialForm):
    conversations: list[list[TrialTurn]]

    def named(self) -> Named:
        for number, talk in enumerate(self.conversations):
            for at, turn in enumerate(talk):
                if turn.faq_id:
                    yield ("conversations", number, at, "faq_id"), turn.faq_id


FORMS: Mapping[str, type[GateForm] | type[Canary]] = {"gate.yml": GateForm, "canary.yml": Canary}
"""Form by file name; both files are optional."""


def check_trials(folder: Path, shown: str, ids: Collection[str]) -> Iterator[Finding]:
    """Check the files in the content's `folder`. `shown`: its name in findings; `ids`: of all answers, also old."""
    for name, form in FORMS.items():
        if (folder / name).is_file():
            yield from _check(folder / name, f"{shown}/{name}", form, ids)


def _check(file: Path, path: str, form: type[GateForm] | type[Canary], ids: Collection[str]) -> Iterator[Finding]:
    try:
        data, lines = parse(utf8(file.read_bytes()))
    except (SourceError, NotYaml) as bad:
        yield Finding(bad.line, UNREADABLE, bad.message, path=path, fatal=True)
        return
    if not isinstance(data, dict):
        yield Finding(1, UNREADABLE, "什么也读不出来：请从版本库或备份恢复，不要了就删掉文件", path=path, fatal=True)
        return
    try:
        trial = form.parse_obj(data)
    except ValidationError as bad:
        for fault in sorted(faults_of(bad, lines)):
            yield Finding(fault.line, UNREADABLE, fault.message, path=path, fatal=True)
        return
    for way, id_ in trial.named():
        if id_ not in ids:
            message = f"{id_} 不在 catalog.yml 的 answers 里，发布时的检查一定不通过"
            yield Finding(line_of(way, lines), "trial-answer", message, (id_,), path=path)
