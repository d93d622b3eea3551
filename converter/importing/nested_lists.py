"""Reads nested lists: the outer items are sections, the inner ones questions, the innermost ones answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from converter.importing.marks import asks

SECTION, QUESTION = 5, 6
"""Heading levels of the items; lower than the usual headings of a Markdown text."""

ASKING = 0.5
"""Share of asking items from which the items of a depth are questions."""

TAB = 4

_BULLET = re.compile(r"(\s*)[-*+]\s+(\S.*)")


@dataclass(frozen=True)
class Nested:
    """A line of a nested list. `heading`: its level, 0 for a part of an answer."""

    text: str
    heading: int = 0


def nested_lists(lines: Sequence[str]) -> Mapping[int, Nested]:
    """Return the lines, from 0, that are sections, questions or answers; empty without such lists."""
    depths = {at: _depth(match[1]) for at, line in enumerate(lines) if (match := _BULLET.fullmatch(line.rstrip()))}
    question_depth = _question_depth(lines, depths)
    if question_depth is None:
        return {}
    items: dict[int, Nested] = {}
    for at, depth in depths.items():
        text = lines[at].strip()
        bare = _BULLET.fullmatch(text)
        inner = bare[2] if bare else text
        if depth <= question_depth:
            items[at] = Nested(inner, QUESTION if depth == question_depth else SECTION)
        else:
            items[at] = Nested(inner if _alone(at, lines, depths, question_depth) else text)
    return items


def _depth(blank: str) -> int:
    return len(blank.expandtabs(TAB))


def _question_depth(lines: Sequence[str], depths: Mapping[int, int]) -> int | None:
    """Return the outermost depth whose items ask, with something deeper below most of them."""
    for depth in sorted(set(depths.values())):
        items = [at for at, item_depth in depths.items() if item_depth == depth]
        asking = sum(asks(lines[at].strip().lstrip("-*+ ")) for at in items)
        below = sum(_deeper(lines, at, depth) for at in items)
        if asking >= ASKING * len(items) and below > 0.5 * len(items):
            return depth
    return None


def _deeper(lines: Sequence[str], at: int, depth: int) -> bool:
    """Say whether the next non-blank line is deeper."""
    below = next((line for line in lines[at + 1 :] if line.strip()), "")
    return bool(below) and _depth(below[: len(below) - len(below.lstrip())]) > depth


def _alone(at: int, lines: Sequence[str], depths: Mapping[int, int], question_depth: int) -> bool:
    """Say whether an item is the only one of an answer, so that its bullet is dropped."""
    above = next((place for place in range(at - 1, -1, -1) if lines[place].strip()), -1)
    below = next((place for place in range(at + 1, len(lines)) if lines[place].strip()), -1)
    ends = (
        below < 0
        or depths.get(below, question_depth if not lines[below][:1].isspace() else question_depth + 1) <= question_depth
    )
    return depths.get(above) == question_depth and ends
