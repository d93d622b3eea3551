"""Reads the XML of a Word file by name: children, values, switches."""

from collections.abc import Iterator
from typing import TypeAlias

from docx.oxml.xmlchemy import BaseOxmlElement

Element: TypeAlias = BaseOxmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: Element) -> str:
    """Return the element's name without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *way: str) -> Element | None:
    """Return the element at a path of names: child(paragraph, "pPr", "numPr")."""
    for name in way:
        element = None if element is None else element.find(f"{W}{name}")
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    if element is not None:
        yield from element.findall(f"{W}{name}")


def attribute(element: Element | None, name: str = "val") -> str:
    """Return an attribute; empty if the element or the attribute is missing."""
    text = None if element is None else element.get(f"{W}{name}")
    return "" if text is None else str(text)


def value(element: Element | None, *way: str) -> str:
    """Return the w:val of the element at a path of names; empty if it is missing."""
    return attribute(child(element, *way))


def number(element: Element | None, *way: str) -> int | None:
    """Return the same as a number; None if it is missing or no number."""
    text = value(element, *way)
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else None


def switch(element: Element | None, *way: str) -> bool | None:
    """Return whether the property is switched on; None if it is not set."""
    nested = child(element, *way)
    return None if nested is None else attribute(nested) not in _OFF
