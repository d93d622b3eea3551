"""Reads the styles of a Word file, each with the properties inherited from its base style."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from converter.importing.word_xml import Element, attribute, child, children, number, switch, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|标题|subtitle|副标题|题目|文档标题)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录|table of (?:contents|figures))\s*\d*.*", re.IGNORECASE)
MOST_BASES = 20


@dataclass(frozen=True)
class Style:
    """`heading`: its level from 1, or 0. `list_id`: empty if its paragraphs are in no list.

    `list_level`: None means the level that is linked to the style.
    """

    name: str = ""
    heading: int = 0
    bold: bool | None = None
    list_id: str = ""
    list_level: int | None = None
    aside: str = ""


def read_styles(root: Element | None) -> Mapping[str, Style]:
    """Return all styles by their ids; the default paragraph style is under the empty id."""
    elements = {attribute(style, "styleId"): style for style in children(root, "style")}
    styles = {id_: _style(id_, elements) for id_ in elements}
    for id_, element in elements.items():
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in ("1", "true", "on"):
            styles[""] = styles[id_]
    return styles


def _style(id_: str, elements: Mapping[str, Element]) -> Style:
    chain: list[Element] = []
    while id_ in elements and len(chain) < MOST_BASES:
        chain.append(elements[id_])
        id_ = value(elements[id_], "basedOn")
    name = value(chain[0], "name")
    outline = next((at for style in chain if (at := number(style, "pPr", "outlineLvl")) is not None), None)
    lists = [properties for style in chain if (properties := child(style, "pPr", "numPr")) is not None]
    named = _HEADING.fullmatch(name)
    aside = "目录" if _CONTENTS.fullmatch(name) else "题目" if _TITLE.fullmatch(name) else ""
    return Style(
        name,
        int(named[1]) if named else outline + 1 if outline is not None and outline < 9 else 0,
        next((bold for style in chain if (bold := switch(style, "rPr", "b")) is not None), None),
        next((list_id for list_ in lists if (list_id := value(list_, "numId"))), ""),
        next((at for list_ in lists if (at := number(list_, "ilvl")) is not None), None),
        aside,
    )
