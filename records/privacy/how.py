"""How: what a run of expiry is told, for each kind of thing that is kept."""

from typing import NamedTuple

DAY = 10
"""Characters of a day in ISO 8601: a row whose time is no longer than that is anonymous already."""


class How(NamedTuple):
    """`before` and `before_iso`: the same time, in seconds since 1970 and in ISO 8601 in UTC; `there`: the tables that
    there are; `dry_run`: only count.
    """

    before: float
    before_iso: str
    there: frozenset[str]
    anonymise: bool
    dry_run: bool
