"""Splits a cell into its phrasings."""

from converter.importing import labels

SEPARATORS = "|｜；;"


def split_similar(text: str) -> list[str]:
    """Split at line ends, semicolons and vertical bars; numbers and bullets are dropped."""
    for separator in SEPARATORS:
        text = text.replace(separator, "\n")
    phrasings = []
    for line in text.split("\n"):
        numbered = labels.number(line.strip())
        if phrasing := (numbered.rest if numbered else line.strip().lstrip("·•-— ")):
            phrasings.append(phrasing)
    return phrasings
