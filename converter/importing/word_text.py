"""Reads the text of one Word paragraph with all tracked changes accepted, and its text boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from converter.importing.items import visible
from converter.importing.word_xml import Element, attribute, child, name_of, switch, value

_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback", "sdtPr", "annotationRef"})
_PICTURES = frozenset({"blip", "imagedata"})
_SIGNS = {"tab": "\t", "noBreakHyphen": "-", "br": "\n", "cr": "\n", "ptab": " "}


@dataclass
class ParagraphText:
    """`lines`: text per line, and whether all of it is bold. `boxes`: text boxes anchored in the paragraph."""

    lines: list[tuple[str, bool]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: int = 0
    changed: bool = False
    noted: bool = False


def read_text(paragraph: Element, bold: bool | None) -> ParagraphText:
    """Read one w:p. `bold`: the value of its style."""
    text = ParagraphText()
    pieces = list(_pieces(paragraph, bold, text))
    line: list[tuple[str, bool]] = []
    pieces = [part for at, piece in enumerate(pieces) for part in _parted(pieces, at, piece)]
    for words, thick in pieces:
        first, *others = words.split("\n")
        line.append((first, thick))
        for other in others:
            text.lines.append(_whole(line))
            line = [(other, thick)]
    text.lines.append(_whole(line))
    return text


def _parted(pieces: Sequence[tuple[str, bool]], at: int, piece: tuple[str, bool]) -> list[tuple[str, bool]]:
    """Start a new line after a bold question whose answer follows in the same paragraph."""
    before = pieces[at - 1] if at else ("", False)
    all_bold = all(thick for words, thick in pieces[:at] if words.strip())
    ends_question = before[1] and not piece[1] and all_bold and before[0].rstrip().endswith(("？", "?"))
    return [("\n", False), piece] if ends_question and piece[0].strip() else [piece]


def _whole(line: list[tuple[str, bool]]) -> tuple[str, bool]:
    words = [(piece, thick) for piece, thick in line if piece.strip()]
    return "".join(piece for piece, _ in line), bool(words) and all(thick for _, thick in words)


def _pieces(element: Element, bold: bool | None, text: ParagraphText) -> Iterator[tuple[str, bool]]:
    for inner in element:
        name = name_of(inner)
        if name == "r":
            own = switch(inner, "rPr", "b")
            # A character style may be bold as well; people use Strong.
            strong = value(inner, "rPr", "rStyle") == "Strong"
            thick = own if own is not None else True if strong else bool(bold)
            yield from ((piece, thick) for piece in _run(inner, text))
        elif name in _LEFT_OUT:
            text.changed |= name in ("del", "moveFrom")
        else:
            text.changed |= name in ("ins", "moveTo")
            yield from _pieces(inner, bold, text)


def _run(run: Element, text: ParagraphText) -> Iterator[str]:
    for element in run:
        name = name_of(element)
        if name in _LEFT_OUT:
            continue
        if name == "t":
            yield visible((element.text or "").replace("\n", " "))
        elif name == "br" and attribute(element, "type") in ("page", "column"):
            yield "\n"
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "sym":
            yield "□"
        elif name in ("footnoteReference", "endnoteReference", "commentReference"):
            text.noted = True
        else:
            _drawn(element, text)


def _drawn(element: Element, text: ParagraphText) -> None:
    """Collect text boxes and pictures. The second copy of a box (Fallback) is for old programs and skipped."""
    name = name_of(element)
    if name in _LEFT_OUT:
        return
    if name == "txbxContent":
        text.boxes.append(element)
        return
    text.pictures += name in _PICTURES
    for inner in element:
        _drawn(inner, text)


def is_joined(paragraph: Element) -> bool:
    """Say whether a tracked change deleted the paragraph's end, so that the next one continues its line."""
    return child(paragraph, "pPr", "rPr", "del") is not None
