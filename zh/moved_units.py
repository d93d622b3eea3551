"""Finds what a clause says of a unit that somebody moves from or to: 单位也换了, 老单位是个公司."""

import re
from collections.abc import Sequence

from owner.cached import made_of
from owner.profile import Role
from zh.role_patterns import any_of, words


def changes_unit(clause: str) -> bool:
    """Say whether the clause tells that somebody has another unit now: 单位也换了. 换成单位 corrects a role."""
    return _changed().search(clause) is not None


def is_former_unit(clause: str) -> bool:
    """Say whether the clause says what a unit is, or was, that somebody moves from or to: 老单位是个公司."""
    return _moved().match(clause) is not None


@made_of(lambda profile: profile.roles)
def _changed(roles: Sequence[Role]) -> re.Pattern[str]:
    return re.compile(
        f"(?:{_units(roles)})(?:也|又|都|已经|刚)?(?:换|转到|调到)|(?:换|调到?|转到?)了?(?:一?个|新)?(?:{_units(roles)})"
    )


@made_of(lambda profile: profile.roles)
def _moved(roles: Sequence[Role]) -> re.Pattern[str]:
    return re.compile(f"[我俺]?(?:{any_of(words()['moved'])})的?(?:{_units(roles)})(?:名|叫|是)")


def _units(roles: Sequence[Role]) -> str:
    return any_of(*(role.organisations for role in roles if role.kind == "keeper"))
