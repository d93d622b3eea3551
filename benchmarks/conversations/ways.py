"""Reads and checks ways.yml and wants.yml: the words and wants of simulated users."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, Extra, validator

FOLDER = Path(__file__).parent
ROLES = ("personal", "unit", "department", "institution")
KINDS = ("role", "city", "plain", "handoff", "out_of_scope")
"""Of wants: what the answer depends on, a person, and what is outside the FAQ."""

_SLOTS = {
    "before": ("{who}", "{want}"), "after": ("{who}", "{want}"), "apart": ("{who}",), "corrects": ("{who}",),
    "protests": ("{who}",),
    "rejects": ("{want}",), "denies": ("{denied}", "{want}"), "denies_person": ("{want}",), "thinks": ("{want}",),
    "angers": ("{want}",), "joins": ("{first}", "{second}"), "numbers": ("{n}",),
}  # fmt: skip


class Checked(BaseModel):
    class Config:
        extra = Extra.forbid
        allow_mutation = False


class RoleWords(Checked):
    title: str
    says: list[str]
    replies: list[str]


class CityWords(Checked):
    says: list[str]
    replies: list[str]
    corrects: list[str]
    others: list[str]
    compares: list[str]
    places: dict[str, list[str]]


class Denied(Checked):
    id: str
    say: str


class FollowUp(Checked):
    after: list[str]
    wanted: list[str]
    say: list[str]


class Temper(Checked):
    """`share` of the users, `patience` in messages for a want; the others are chances from 0 to 1."""

    share: float
    patience: int
    press: float
    number: float
    think: float
    anger: float
    lament: float
    interrupt: float
    deny: float
    deny_person: float
    slip: float
    split: float
    join: float
    double_click: float
    silence: float
    opener: float
    thanks: float
    other_city: float
    follow_up: float


class Ways(Checked):
    roles: dict[str, RoleWords]
    cities: CityWords
    before: list[str]
    after: list[str]
    apart: list[str]
    corrects: list[str]
    protests: list[str]
    rejects: list[str]
    denied: list[Denied]
    denies: list[str]
    denies_person: list[str]
    joins: list[str]
    thinks: list[str]
    angers: list[str]
    openers: list[str]
    small_talk: list[str]
    laments: list[str]
    thanks: list[str]
    after_silence: list[str]
    numbers: list[str]
    resumes: str
    none_of_these: str
    follow_ups: list[FollowUp]
    tempers: dict[str, Temper]

    @validator("roles")
    def _all_roles(cls, value: dict[str, RoleWords]) -> dict[str, RoleWords]:
        if set(value) != set(ROLES):
            raise ValueError(f"must be {', '.join(ROLES)}")
        return value

    @validator(*_SLOTS)
    def _slots(cls, value: list[str], field: Any) -> list[str]:
        for text in value:
            missing = [slot for slot in _SLOTS[field.name] if slot not in text]
            if missing:
                raise ValueError(f"“{text}” lacks {', '.join(missing)}")
        return value


class RoleText(Checked):
    says: str
    never: str


class ByRole(Checked):
    answers: list[str]
    personal: RoleText
    others: RoleText


class Wants(Checked):
    same: list[list[str]]
    by_role: list[ByRole]
    reviewed_otherwise: list[str]
    unit_only: list[str]
    everybody: list[str]
    role_shares: dict[str, float]
    kind_shares: dict[str, float]
    speaks_as: dict[str, list[str]]
    hints: list[str]
    referred: list[str]
    outside_places: list[str]
    own_questions: dict[str, list[str]]

    @validator("kind_shares")
    def _all_kinds(cls, value: dict[str, float]) -> dict[str, float]:
        if set(value) != set(KINDS):
            raise ValueError(f"must be {', '.join(KINDS)}")
        return value

    @property
    def role_dependent(self) -> frozenset[str]:
        return frozenset(id_ for want in self.by_role for id_ in want.answers)


def load_ways(path: Path = FOLDER / "ways.yml") -> Ways:
    """Read and check how users speak; raises pydantic.ValidationError with the place."""
    return Ways(**_read(path))


def load_wants(path: Path = FOLDER / "wants.yml") -> Wants:
    """Read and check what users want; raises pydantic.ValidationError with the place."""
    return Wants(**_read(path))


def wordings(ways: Ways) -> list[str]:
    """Return every wording there is around a question."""

    def texts(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict):
            left_out = ("title", "id", "after", "wanted", "places")
            return [text for key, inner in value.items() if key not in left_out for text in texts(inner)]
        return [text for inner in value for text in texts(inner)] if isinstance(value, list) else []

    return texts(ways.dict(exclude={"tempers"}))


def _read(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data
