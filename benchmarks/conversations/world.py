"""World: the FAQ's answers and titles, the cities and the held-out questions that simulated users draw from."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from benchmarks.conversations.ways import Wants, Ways, load_wants, load_ways
from benchmarks.understanding.questions import CATALOG, OUT_OF_SCOPE, SETS, Question, load

ROOT = Path(__file__).resolve().parent.parent.parent
PROFILE = ROOT / "data/profile.yml"
HOW, UNAVAILABLE = "declaration_how", "declaration_unavailable"
BY_CITY = frozenset({HOW, UNAVAILABLE})
NAMES_TARGETS = "certificate_sync_target"
"""Its questions name cities whose platforms are meant, not where the user is."""

DRAWN = (*SETS, "fresh", "real", "second_fresh", "third_fresh")
"""Sets of questions that wants are put with. With another one each seed would play other conversations."""

LONGEST = 160
"""Characters of a held-out question that somebody types on a phone, with more around it."""


@dataclass(frozen=True)
class Cities:
    supported: frozenset[str]
    disputed: frozenset[str]
    unsupported: frozenset[str]

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(sorted(self.supported | self.disputed | self.unsupported))

    def kind(self, city: str) -> str:
        """Return supported, disputed or unsupported."""
        return "supported" if city in self.supported else "disputed" if city in self.disputed else "unsupported"


@dataclass(frozen=True)
class World:
    ways: Ways
    wants: Wants
    cities: Cities
    titles: Mapping[str, str]
    questions: Mapping[str, Sequence[Question]]
    """By answer, and by `handoff` and `out_of_scope`."""
    _usable: dict[tuple[str, str], list[Question]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def usable(self, id_: str, role: str) -> list[Question]:
        """Return the held-out questions for an answer that a user of this role can say: they name neither another role
        nor a city, and where the answer depends on the role they name none.
        """
        if (id_, role) not in self._usable:
            self._usable[id_, role] = self._without_others(id_, role)
        return self._usable[id_, role]

    def _without_others(self, id_: str, role: str) -> list[Question]:
        others = [word for other, words in self.wants.speaks_as.items() if other != role for word in words]
        places = [place for names in self.ways.cities.places.values() for place in names]
        left_out = [*others, *(() if id_ == NAMES_TARGETS else (*places, *self.wants.outside_places))]
        if id_ in self.wants.role_dependent:
            left_out += self.wants.hints
        if id_ == OUT_OF_SCOPE:
            left_out += self.wants.referred
        questions = [
            question for question in self.questions[id_] if not any(word in question.text for word in left_out)
        ]
        own = self.wants.own_questions.get(id_, []) if role != "personal" else []
        return [Question(id_, "own", text) for text in own] or questions

    def accepted(self, question: Question) -> frozenset[str]:
        """Return the ids of the answers that are right for a question."""
        right = set(question.right)
        for group in self.wants.same:
            if right & set(group):
                right |= set(group)
        return frozenset(right | BY_CITY if HOW in right else right)

    def id_of(self, title: str) -> str:
        """Return the answer that a button's title stands for, "" for none."""
        return next((id_ for id_, other in self.titles.items() if other == title), "")


def load_world(catalog: Path = CATALOG) -> World:
    """Read all of it; raises ValueError when ways or wants name an answer that the catalog does not have."""
    titles = {str(answer["id"]): str(answer["title"]) for answer in _yaml(catalog)["answers"]}
    places = _yaml(PROFILE)["places"]
    cities = {kind: frozenset(places[kind]) for kind in ("supported", "disputed", "unsupported")}
    questions: dict[str, list[Question]] = defaultdict(list)
    for question in (question for name in DRAWN for question in load(name)):
        if len(question.text) <= LONGEST:
            questions[question.expected].append(question)
    world = World(load_ways(), load_wants(), Cities(**cities), titles, questions)
    _check(world)
    return world


def _check(world: World) -> None:
    ways, wants = world.ways, world.wants
    named = {
        *(want.id for want in ways.denied), *wants.unit_only, *wants.everybody, *wants.role_dependent,
        *(id_ for group in wants.same for id_ in group),
        *(id_ for follow_up in ways.follow_ups for id_ in (*follow_up.after, *follow_up.wanted)),
    }  # fmt: skip
    if named - set(world.titles):
        raise ValueError(f"not in the catalog: {', '.join(sorted(named - set(world.titles)))}")
    unnamed = set(world.cities.all) - set(ways.cities.places)
    if unnamed:
        raise ValueError(f"ways.yml has no places of {', '.join(sorted(unnamed))}")


def _yaml(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data
