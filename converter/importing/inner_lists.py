"""Tells the lists within answers from the questions of a document, by where their numbers begin.

Words say little: 三天后可以到窗口领钱 asks nothing, though 可以 often does.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from converter.importing import labels
from converter.importing.marks import Look, Mark, following, has_text_below

SHARE = 0.5
"""Share of numbered lines from which what they have in common is what they are."""

ASKING = 2 / 3
"""Share of numbered lines that must ask to be questions below questions of another look."""

_MARKING = ("问", "heading", "bold", "brackets", "asks")


def inner_lists(
    marks: Sequence[Mark], members: Mapping[Look, Sequence[int]], asking: Set[Look], leads: Set[Look]
) -> set[Look]:
    """Return the numbered looks that are lists below the questions of other looks.

    `asking`: the looks whose lines ask; `leads`: the looks of the questions with marked answers.
    """
    inner: set[Look] = set()
    for look in asking - leads:
        if look[0] == "number":
            others = (asking | leads) - inner - {look}
            marking = [other for other in others if _within(marks, members, look, other)]
            titles = [other for other in members if other[0] in ("heading", "bold") and other not in others]
            text = _share(has_text_below(marks, at) for at in members[look])
            asks = _share(marks[at].asks for at in members[look])
            listed = text < SHARE and asks < SHARE and any(_within(marks, members, look, other) for other in titles)
            if listed or (marking and (text < SHARE or asks < ASKING)):
                inner.add(look)
    return inner


def _within(marks: Sequence[Mark], members: Mapping[Look, Sequence[int]], look: Look, other: Look) -> bool:
    """Say whether each run of numbers stands below a line of the other look, and counts on by one from its start.

    Below questions that are numbered as well, it begins at 1; a list of Word may go on from the answer above.
    """
    opens = set(members[other])
    counted, begins = 0, {1} if other[0] not in _MARKING and other[2:3] != ("bold",) else None
    below = fresh = False
    for at in sorted({*members[look], *opens, *_between(marks, members[look][0])}):
        mark = marks[at]
        if at in opens:
            below, fresh, counted = True, True, _begun(marks, at)
        elif mark.look != look:
            fresh = True
        elif mark.number is None or not below:
            return False
        else:
            anew = fresh and (begins is None or mark.number in begins)
            if mark.number != counted + 1 and not anew:
                return False
            counted, fresh = mark.number, False
    return True


def _between(marks: Sequence[Mark], first: int) -> Iterator[int]:
    """Yield the lines below which numbers may begin anew: those that end in a colon, and those of other looks."""
    for at in range(first, len(marks)):
        if not marks[at].skipped and (marks[at].look or marks[at].answer or marks[at].line.text.endswith((":", "："))):
            yield at


def _begun(marks: Sequence[Mark], at: int) -> int:
    """Return 1 if the answer below begins with the first item of its list (答：1. 登录), else 0."""
    below = following(marks, at)
    return int(below is not None and marks[below].answer and first_item(marks[below].rest))


def first_item(text: str) -> bool:
    """Say whether a text begins with the first number of a list."""
    number = labels.number(text)
    return number is not None and number.value == 1


def _share(each: Iterator[bool]) -> float:
    counted = list(each)
    return sum(counted) / max(1, len(counted))
