"""Reads a number in another form than its list's: one that fills a gap (九、 10. 十一、), or of mixed digits."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from converter.importing.labels import MIXED
from converter.importing.marks import Look, Mark

Counted = Mapping[Look, int]
"""Number of the nearest line of each look."""


def gaps_filled(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks; one whose number is missing in the list of another look, right there, gets that look."""
    above, below = _nearest(marks), _nearest(marks[::-1])[::-1]
    return [_in_its_list(mark, above[at], below[at]) for at, mark in enumerate(marks)]


def _nearest(marks: Sequence[Mark]) -> list[Counted]:
    """Return for each mark the numbers of the nearest lines before it, by look."""
    counted: dict[Look, int] = {}
    nearest: list[Counted] = []
    for mark in marks:
        nearest.append(dict(counted))
        if _is_counted(mark) and mark.number is not None:
            counted[mark.look] = mark.number
    return nearest


def _is_counted(mark: Mark) -> bool:
    return mark.look[:1] == ("number",) and not mark.skipped


def _in_its_list(mark: Mark, above: Counted, below: Counted) -> Mark:
    if not _is_counted(mark) or mark.number is None or mark.number < 2:
        return mark
    others = [look for look in above if look[2:] == mark.look[2:] and look != mark.look and look[1] != MIXED]
    if mark.look[1] == MIXED:
        between = [look for look in others if above[look] < mark.number < below.get(look, mark.number + 1)]
        plain = ("number", "1." if mark.line.text[:1].isdecimal() else "一、", *mark.look[2:])
        return replace(mark, look=max(between, key=lambda look: above[look], default=plain))
    sides = (mark.number - 1, mark.number + 1)
    # It goes on from, or is followed by, a line of its own look: a list that begins anew within an answer.
    if above.get(mark.look) == sides[0] or below.get(mark.look) == sides[1]:
        return mark
    fits = (look for look in others if (above[look], below.get(look, sides[1])) == sides)
    return replace(mark, look=next(fits, mark.look))
