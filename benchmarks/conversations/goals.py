"""Draws simulated users and their wants at random from a seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from benchmarks.conversations.world import BY_CITY, World
from benchmarks.understanding.questions import OUT_OF_SCOPE, Question

PERSON, OUTSIDE = "handoff", OUT_OF_SCOPE
ROLE, CITY, PLAIN, FOLLOW_UP = "role", "city", "plain", "follow-up"
WORDINGS = 6
"""In how many ways a user can say one want before giving up."""

T = TypeVar("T")


@dataclass(frozen=True)
class Want:
    """`questions` in the order in which the user says them, `accepted` are the ids of the answers to them."""

    kind: str
    id: str
    questions: tuple[Question, ...]
    accepted: frozenset[str]
    needs_role: bool = False
    needs_city: bool = False


@dataclass(frozen=True)
class Goal:
    """`place` is what the user calls the city."""

    number: int
    role: str
    city: str
    place: str
    temper: str
    wants: tuple[Want, ...]


def chance(seed: int, number: int) -> Random:
    """Return the source of chance of one conversation, the same whatever is played beside it."""
    return Random(f"{seed}-{number}")


def draw(world: World, number: int, dice: Random) -> Goal:
    """Draw a user of any temper with one to three different wants."""
    role = weighed(world.wants.role_shares, dice)
    city = dice.choice(world.cities.all)
    place = dice.choice(world.ways.cities.places[city])
    temper = weighed({name: temper_.share for name, temper_ in world.ways.tempers.items()}, dice)
    wants: list[Want] = []
    for _ in range(dice.choice((1, 2, 2, 3))):
        want = _draw_want(world, role, dice)
        if not any(want.accepted & other.accepted for other in wants):
            wants.append(want)
    return Goal(number, role, city, place, temper, tuple(wants))


def _draw_want(world: World, role: str, dice: Random) -> Want:
    kind = weighed(world.wants.kind_shares, dice)
    if kind in (PERSON, OUTSIDE):
        return make(world, kind, kind, role, dice)
    if kind == CITY and role != "personal":
        kind = PLAIN  # credit hours are declared in a professional's account
    choices = {ROLE: world.wants.role_dependent, CITY: BY_CITY, PLAIN: _plain(world, role)}[kind]
    return make(world, kind, dice.choice(sorted(choices & set(world.questions))), role, dice)


def _plain(world: World, role: str) -> frozenset[str]:
    wants = world.wants
    if role == "personal":
        special = wants.role_dependent | BY_CITY | set(wants.unit_only)
        return frozenset(set(world.titles) - special)
    return frozenset({*wants.everybody, *(wants.unit_only if role == "unit" else ())})


def make(world: World, kind: str, id_: str, role: str, dice: Random, first: Question | None = None) -> Want:
    """Return a want with its wordings in an order of chance; `first` is said before them."""
    questions = world.usable(id_, role)
    drawn = [*([first] if first else []), *dice.sample(questions, min(WORDINGS, len(questions)))]
    accepted = frozenset(answer for question in drawn for answer in world.accepted(question))
    if id_ in world.wants.reviewed_otherwise and role != "personal":
        accepted |= frozenset(world.wants.reviewed_otherwise) if id_ == world.wants.reviewed_otherwise[0] else {id_}
    return Want(kind, id_, tuple(drawn), accepted, id_ in world.wants.role_dependent, id_ in BY_CITY)


def weighed(shares: Mapping[str, float], dice: Random) -> str:
    return dice.choices(list(shares), list(shares.values()))[0]
