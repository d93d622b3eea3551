"""Cells that begin like a formula, written so that no program calculates them; read back as they were."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def escaped(cell: str) -> str:
    """Return the cell with ' in front where it begins with = + - @, or with such a text behind ' already."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unescaped(cell: str) -> str:
    """Return what was escaped."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
