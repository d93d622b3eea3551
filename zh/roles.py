"""The role that a text names: who asks."""

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from zh import role_patterns
from zh.role_patterns import ROLES

__all__ = ["ROLES", "Reading", "RoleMention", "find_role"]


class RoleMention(NamedTuple):
    """A role, and where in the text it is named."""

    role: str
    start: int
    end: int


class Reading(Enum):
    """How generous to be. STATED: only who the user says to be. ASKED: in a question about registration or a password
    also whom it is about. ANSWERED: in reply to 您是哪种用户 any hint.
    """

    STATED = 1
    ASKED = 2
    ANSWERED = 3


_NOT = re.compile(r"(?:不是|并非|不算|又不是|不属于|而不是|非)(?:什么|一个|个)?$")


def find_role(text: str, reading: Reading) -> RoleMention | None:
    """Return the role named in the normalized `text`; of several the last, since people correct themselves."""
    found = [mention for level in range(1, reading.value + 1) for mention in _found(text, Reading(level))]
    kept = [mention for mention in found if not _NOT.search(text[: mention.start])]
    if not kept:
        return None
    stated = [mention for mention in kept if mention in set(_found(text, Reading.STATED))]
    return max(stated or kept, key=lambda mention: (mention.end, mention.end - mention.start))


def _found(text: str, reading: Reading) -> Iterable[RoleMention]:
    for role, pattern in _patterns(reading):
        for match in pattern.finditer(text):
            if not match.groupdict().get("other"):
                yield RoleMention(role, match.start("role"), match.end("role"))


@lru_cache(maxsize=3)
def _patterns(reading: Reading) -> Sequence[tuple[str, re.Pattern[str]]]:
    ways = {
        Reading.STATED: role_patterns.stated,
        Reading.ASKED: role_patterns.asked,
        Reading.ANSWERED: role_patterns.answered,
    }
    return [(role, re.compile(pattern)) for role, pattern in ways[reading]()]
