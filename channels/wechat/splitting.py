"""Splits texts at ends of sentences into the size of one WeChat message."""

import re

MOST = 2048
"""UTF-8 bytes of one text."""

LONGEST_MARK = 12

# Where to cut, best first: after a line, after a sentence, after a clause.
_ENDS = (re.compile(r"\n+"), re.compile(r"(?:[。！？；!?…]|\.{3,})+[”’」』）)]*"), re.compile(r"[，、,;:：\s]"))


def size(text: str) -> int:
    """Return the length of `text` in UTF-8 bytes."""
    return len(text.encode("utf-8"))


def split(text: str, most: int = MOST) -> list[str]:
    """Return `text` in pieces of at most `most` bytes; nothing but blanks at the cuts is lost."""
    pieces, left = [], text.strip()
    while size(left) > most:
        at = _cut(left, most)
        pieces.append(left[:at].strip())
        left = left[at:].strip()
    return [*pieces, left] if left else pieces


def _cut(text: str, most: int) -> int:
    """Return how many characters the first piece has: the last good end, if not too early, else as many as fit."""
    fitting = text.encode("utf-8")[:most].decode("utf-8", "ignore")
    for end in _ENDS:
        # A mark that goes on behind the border (……) is not cut in two.
        places = (match.end() for match in end.finditer(text[: len(fitting) + LONGEST_MARK]))
        ends = [at for at in places if at <= len(fitting)]
        if ends and ends[-1] >= len(fitting) // 3:
            return ends[-1]
    return len(fitting)
