"""The phrasings that stand in one cell."""

from converter.importing import labels

SEPARATORS = "|｜；;"


def split_similar(text: str) -> list[str]:
    """Return one phrasing per line, or separated by a semicolon or an upright stroke; without numbers and bullets."""
    for separator in SEPARATORS:
        text = text.replace(separator, "\n")
    found = []
    for line in text.split("\n"):
        numbered = labels.number(line.strip())
        if one := (numbered.rest if numbered else line.strip().lstrip("·•-— ")):
            found.append(one)
    return found
