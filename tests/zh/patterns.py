"""What makes a regular expression take longer than its text is long, found in the expression itself."""

import sre_parse
from collections.abc import Iterator, Sequence
from typing import Any

UNBOUNDED = 1000
"""Repeats of more than this count as without an end."""

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")


def not_linear(pattern: str, flags: int = 0) -> list[str]:
    """Return the endless repeats that may be tried again and again: those behind which the pattern can still fail.

    One of single characters may be, if the pattern is held to the beginning of the text and has no other.
    """
    parsed: Any = sre_parse.parse(pattern, flags)
    items = list(parsed)
    found = list(_retried(items, may_fail=False))
    return [what for what, is_simple in found if not (is_simple and len(found) == 1 and _is_held(items))]


def _is_held(items: Sequence[Any]) -> bool:
    return bool(items) and str(items[0][0]) == "AT" and "BEGINNING" in str(items[0][1])


def _retried(items: Sequence[Any], *, may_fail: bool) -> Iterator[tuple[str, bool]]:
    """Yield (repeat, whether it is one of single characters). `may_fail`: something behind `items` can."""
    for at, item in enumerate(items):
        fails = may_fail or any(_can_fail(later) for later in items[at + 1 :])
        operator, argument = str(item[0]), item[1]
        if operator in _REPEATS and int(argument[1]) > UNBOUNDED:
            body = list(argument[-1])
            is_simple = len(body) == 1 and str(body[0][0]) in ("IN", "ANY", "LITERAL", "NOT_LITERAL")
            if fails:
                yield str(item), is_simple
                continue
        for child in _children(item):
            yield from _retried(child, may_fail=fails)


def _can_fail(item: Any) -> bool:
    """Say whether an item may not match where it stands."""
    operator, argument = str(item[0]), item[1]
    if operator in _REPEATS:
        return int(argument[0]) > 0
    if operator == "BRANCH":
        return all(any(map(_can_fail, branch)) for branch in argument[1])
    if operator == "SUBPATTERN":
        return any(map(_can_fail, argument[-1]))
    return True


def _children(item: Any) -> Iterator[Sequence[Any]]:
    """Yield the patterns inside of an item."""
    operator, argument = str(item[0]), item[1]
    if operator in (*_REPEATS, "SUBPATTERN", "ASSERT", "ASSERT_NOT"):
        yield list(argument[-1])
    elif operator == "BRANCH":
        yield from map(list, argument[1])
