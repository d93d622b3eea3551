"""The role and the place that a message names, as far as they are the user's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from components.context.resolution import Entity
from zh.clauses import clauses
from zh.places import OUTSIDE, Place, find_places
from zh.roles import Reading, RoleMention, find_role
from zh.statements import is_statement


@dataclass(frozen=True)
class Mentions:
    """A role and the places of one text."""

    role: RoleMention | None
    places: Sequence[Place]

    @property
    def spans(self) -> list[tuple[int, int]]:
        role = [(self.role.start, self.role.end)] if self.role else []
        return [*role, *((place.start, place.end) for place in self.places)]

    @property
    def place(self) -> Mapping[str, Any] | None:
        """The place that counts: the last one, since people correct themselves by saying more."""
        return {"name": self.places[-1].name, "cities": list(self.places[-1].cities)} if self.places else None

    @property
    def entities(self) -> dict[str, Entity]:
        """The slots' values; an ambiguous place gives none."""
        found = {"role": Entity(*self.role)} if self.role else {}
        if self.places and not self.places[-1].ambiguous:
            place = self.places[-1]
            found["city"] = Entity(place.city or OUTSIDE, place.start, place.end)
        return found


def mentions(text: str, role: Reading | None, *, answering_city: bool = False) -> Mentions:
    """Find what `text` names; `role` and `answering_city` say how generously. No reading: no role."""
    return Mentions(find_role(text, role) if role else None, find_places(text, answering=answering_city))


def stated(text: str) -> Mentions:
    """Find what the user says of themselves in a sentence about something else (我是济南的，怎么打印证书)."""
    names = {name for clause in clauses(text, shortest=2) for name in _stated_places(clause)}
    places = [place for place in find_places(text) if place.name in names]
    return Mentions(find_role(text, Reading.STATED), places)


def _stated_places(clause: str) -> list[str]:
    found = mentions(clause, Reading.STATED)
    return [place.name for place in found.places] if is_statement(clause, found.spans) else []
