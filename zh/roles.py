"""Finds the role that a text names: who asks. The roles and their words come from the profile."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from owner.cached import made_of
from owner.live import profile
from owner.profile import Role
from zh import role_patterns
from zh.pinyin import sounds

__all__ = [
    "RoleMention", "RoleReading", "find_role", "is_hint", "is_kept_kind", "is_name", "is_telling", "role_ids",
    "speaks_for_itself",
]  # fmt: skip


class RoleMention(NamedTuple):
    """A role's id, and where in the text it is named."""

    role: str
    start: int
    end: int


class RoleReading(Enum):
    """Which mentions count. Each level includes the one before.

    STATED: only the role that users say they have. ASKED_ABOUT: also the role that a question about registration or a
    password is about. ANSWERED: any hint, in reply to 您是哪种用户.
    """

    STATED = 1
    ASKED_ABOUT = 2
    ANSWERED = 3


_SHORTEST_SOUND = 3
"""Least characters of a name that is recognised by its sound alone."""

_MOST_BESIDE = 2
"""Most further characters in a text that is recognised as a name by its sound."""

_NOT = re.compile(
    r"(?:不是|并非|不算|又不是|不属于|而不是|非)(?:说|问|指|给|替|帮|办|弄|搞)?(?:我们|我自己|我)?(?:什么|一个|个)?$"
)

_LONGEST_NOT = 16
"""Characters before a mention in which a negation is sought; more than any match of _NOT, and bounds the cost."""


def role_ids() -> tuple[str, ...]:
    """Return the ids of the profile's roles, in its order."""
    return tuple(role.id for role in profile().roles)


def find_role(text: str, reading: RoleReading) -> RoleMention | None:
    """Return the role named in the normalized `text`. Of several the last counts, since people correct themselves."""
    mentions = [mention for level in range(1, reading.value + 1) for mention in _mentions(text, RoleReading(level))]
    affirmed = [m for m in mentions if not _NOT.search(text[max(0, m.start - _LONGEST_NOT) : m.start])]
    if not affirmed:
        return _by_sound(text) if reading is RoleReading.ANSWERED and not mentions else None
    all_stated = set(_mentions(text, RoleReading.STATED))
    stated = [mention for mention in affirmed if mention in all_stated]
    return max(stated or affirmed, key=lambda mention: (mention.end, mention.end - mention.start))


def is_name(word: str, id_: str) -> bool:
    """Say whether the word is one of the role's own names: 个人号."""
    role = profile().role(id_)
    return role is not None and word in role.called


def is_hint(word: str, id_: str) -> bool:
    """Say whether the word hints at the role but mostly means something else: 单位, 学员."""
    role = profile().role(id_)
    return (role is not None and word in role.reply) or is_kept_kind(word)


def is_telling(word: str, id_: str) -> bool:
    """Say whether the word is a profession with answers of its own, so that it does more than introduce: 会计."""
    role = profile().role(id_)
    return role is not None and any(telling in word for telling in role.telling)


def is_kept_kind(word: str) -> bool:
    """Say whether the word is a kind of organisation whose account somebody keeps: 单位, 医院."""
    return any(word in role.organisations for role in profile().roles if role.kind == "keeper")


def speaks_for_itself(id_: str) -> bool:
    """Say whether the role is an organisation whose people act in its name: 我是局里负责审核的."""
    role = profile().role(id_)
    return role is not None and role.kind == "organisation"


def _by_sound(text: str) -> RoleMention | None:
    """Return the role whose name `text` sounds like, if it is as short as a name: 用人单为."""
    names = _sounds().get(len(text), ())
    spoken = tuple(sounds(text)) if names else ()
    for role, name in names:
        at = next((at for at in range(len(spoken) - len(name) + 1) if spoken[at : at + len(name)] == name), None)
        if at is not None:
            return RoleMention(role, at, at + len(name))
    return None


@made_of(lambda profile: profile.roles)
def _sounds(roles: Sequence[Role]) -> Mapping[int, Sequence[tuple[str, tuple[str, ...]]]]:
    """Return by the length of a text the roles that it may sound like, with the sounds of their names."""
    of_length: dict[int, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for role in roles:
        for name in (tuple(sounds(name)) for name in role.called if len(name) >= _SHORTEST_SOUND):
            for length in range(len(name), len(name) + _MOST_BESIDE + 1):
                of_length[length].append((role.id, name))
    return dict(of_length)


def _mentions(text: str, reading: RoleReading) -> Iterable[RoleMention]:
    for role, pattern in _patterns()[reading]:
        for match in pattern.finditer(text):
            if not match.groupdict().get("other"):
                yield RoleMention(role, match.start("role"), match.end("role"))


@made_of(lambda profile: profile.roles)
def _patterns(roles: Sequence[Role]) -> Mapping[RoleReading, Sequence[tuple[str, re.Pattern[str]]]]:
    ways = {
        RoleReading.STATED: role_patterns.stated,
        RoleReading.ASKED_ABOUT: role_patterns.asked_about,
        RoleReading.ANSWERED: role_patterns.answered,
    }
    return {reading: [(role, re.compile(pattern)) for role, pattern in way(roles)] for reading, way in ways.items()}
