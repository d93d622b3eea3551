"""Escapes cells that begin like a formula, so that no program calculates them, and restores them."""

import re

_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def escaped(cell: str) -> str:
    """Return the cell with ' in front if it begins with = + - @, or with ' before such a text."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unescaped(cell: str) -> str:
    """Return what was escaped."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
