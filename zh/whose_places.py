"""Separates the places of a clause that are the user's own from those of somebody else."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from zh.places import Place, find_places, is_visited, of_the_region
from zh.reading_words import any_word, words
from zh.role_patterns import any_of
from zh.roles import RoleMention

_WHEREABOUTS = "在"


def own_places(clause: str) -> list[Place]:
    """Return the places that may be the user's. Places of others, visited and denied ones are left out."""
    return [] if any_word("others").search(clause) else _meant_places(clause)


def others_places(clause: str) -> list[Place]:
    """Return the places of somebody else whom the clause mentions: 我媳妇在滨州她能报不."""
    return _meant_places(clause) if any_word("others").search(clause) else []


def is_of_person_before(before: str, clause: str) -> bool:
    """Say whether a clause goes on about somebody of whom the text before speaks: 有个博士后，人事关系在聊城."""
    return _spoken_of().search(before) is not None and any_word("selves").search(clause) is None


@lru_cache(maxsize=1)
def _spoken_of() -> re.Pattern[str]:
    return re.compile(f"有一?[个位名](?:{any_of(words()['persons'])})")


def is_of_user(before: str) -> bool:
    """Say whether the text in front of a place makes it the user's, however long the clause is: 我是咱们…."""
    return before.endswith(tuple(words()["own_place"]))


def idle_places(places: Iterable[tuple[str, Place, str]]) -> frozenset[Place]:
    """Return the places that decide nothing beside another one in front of them.

    These are the user's home (我上班在烟台 家是淄博, 寿光是老家), and where one of the region's own units is (省属的，
    人在日照). Each place comes with the text of its clause in front of it and behind it.
    """
    idle: set[Place] = set()
    counting: list[Place] = []
    for before, place, behind in places:
        regional = any(of_the_region(other) for other in counting)
        at_home = _home().search(before) or _home_behind().match(behind)
        if counting and (at_home or (regional and before.endswith(_WHEREABOUTS))):
            idle.add(place)
        else:
            counting.append(place)
    return frozenset(idle)


@lru_cache(maxsize=1)
def _home() -> re.Pattern[str]:
    home, between = (any_of(words()[name]) for name in ("home_place", "home_between"))
    return re.compile(f"(?:{home})(?:{between}){{0,3}}$")


@lru_cache(maxsize=1)
def _home_behind() -> re.Pattern[str]:
    return re.compile(f"[市县区]?(?:{any_of(words()['home_between'])}){{1,3}}我?(?:{any_of(words()['home_place'])})")


def _meant_places(clause: str) -> list[Place]:
    denied = _denied_place()
    places = [p for p in find_places(clause) if not is_visited(clause, p) and not denied.search(clause[: p.start])]
    return [place for place in places if not any_word("former_place").match(clause, place.end)]


@lru_cache(maxsize=1)
def _denied_place() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(words()['no_place'])})$")


def beside(role: RoleMention | None, places: Sequence[Place]) -> RoleMention | None:
    """Return the role unless it is part of a place's name: in 省直单位 the role 单位 does not count."""
    inside = role and any(place.start < role.end and role.start < place.end for place in places)
    return None if inside else role
