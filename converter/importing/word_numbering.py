"""Counts the numbers of automatic lists as Word does; a Word file does not store them as text.

Counters belong to the abstract list, which may have several instances. The start of an instance counts once, at its
first use. A number resets the counters of the deeper levels.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from converter.importing.numbers import formatted
from converter.importing.word_xml import Element, W, attribute, child, children, number, value

BULLET = "·"
DEEPEST = 8
_PART = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """`text`: its pattern (第%1条). `restart`: the deepest level, from 1, that restarts it; 0: none, None: any."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    style: str = ""
    legal: bool = False


@dataclass(frozen=True)
class Instance:
    """A list that paragraphs refer to. `starts`: level -> its first number."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass
class Numbering:
    """The lists of a file with their counters."""

    instances: Mapping[str, Instance]
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, list_id: str, style: str) -> int:
        """Return the level linked to a paragraph style; 0 if there is none."""
        instance = self.instances.get(list_id)
        levels = instance.levels if instance else {}
        return next((at for at, level in levels.items() if style and level.style == style), 0)

    def label(self, list_id: str, at: int) -> str:
        """Count one paragraph and return its label in Word; empty if it is in no list."""
        instance = self.instances.get(list_id)
        level = instance.levels.get(at) if instance else None
        if instance is None or level is None:
            return ""
        if level.form == "bullet":
            return BULLET
        self._count(list_id, instance, at, level)
        return "" if level.form == "none" else self._shown(instance, level)

    def _count(self, list_id: str, instance: Instance, at: int, level: Level) -> None:
        counters = self._counters.setdefault(instance.abstract, {})
        if at in instance.starts and (list_id, at) not in self._begun:
            counters[at] = instance.starts[at]
        else:
            counters[at] = counters[at] + 1 if at in counters else level.start
        self._begun.add((list_id, at))
        for deeper in [level for level in counters if level > at]:
            restart = instance.levels[deeper].restart if deeper in instance.levels else None
            if restart is None or (restart and at < restart):
                del counters[deeper]

    def _shown(self, instance: Instance, level: Level) -> str:
        counters = self._counters[instance.abstract]

        def part(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = instance.levels.get(at, Level())
            form = "decimal" if level.legal else other.form
            return formatted(counters.get(at, other.start), form)

        return _PART.sub(part, level.text).strip()


def read_numbering(root: Element | None) -> Numbering:
    """Read numbering.xml; None: the file has no lists."""
    abstracts = {attribute(abstract, "abstractNumId"): abstract for abstract in children(root, "abstractNum")}
    linked = {value(abstract, "styleLink"): abstract for abstract in abstracts.values() if value(abstract, "styleLink")}
    instances = {}
    for instance in children(root, "num"):
        id_ = value(instance, "abstractNumId")
        abstract = abstracts.get(id_)
        if link := value(abstract, "numStyleLink"):
            abstract = linked.get(link, abstract)
            id_ = attribute(abstract, "abstractNumId")
        levels = dict(_levels(abstract))
        starts = {}
        for override in children(instance, "lvlOverride"):
            at = int(attribute(override, "ilvl") or 0)
            own = child(override, "lvl")
            if own is not None:
                levels[at] = _level(own)
            if (start := number(override, "startOverride")) is not None:
                starts[at] = start
        instances[attribute(instance, "numId")] = Instance(id_, levels, starts)
    return Numbering(instances)


def _levels(abstract: Element | None) -> list[tuple[int, Level]]:
    return [(int(attribute(level, "ilvl") or 0), _level(level)) for level in children(abstract, "lvl")]


def _level(element: Element) -> Level:
    start, form = number(element, "start"), value(element, "numFmt")
    legal = element.find(f"{W}isLgl") is not None
    text, style = value(element, "lvlText"), value(element, "pStyle")
    return Level(0 if start is None else start, form or "decimal", text, number(element, "lvlRestart"), style, legal)
