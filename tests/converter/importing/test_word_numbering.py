"""Numbers of automatic lists are counted as Word counts them."""

from collections.abc import Callable

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from converter.importing.documents import read_document
from converter.importing.items import DocumentLine
from converter.importing.numbers import formatted
from tests.converter.importing.files import W, level, lists, numbered, word

START = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
TWO = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")


def texts(fill: Callable[[Document], object]) -> list[str]:
    return [item.text for item in read_document("x", word(fill)).items if isinstance(item, DocumentLine)]


def test_levels_begin_anew_below_the_one_above() -> None:
    def fill(file: Document) -> None:
        (one,) = lists(file, TWO)
        for at in (0, 1, 1, 0, 1):
            numbered(file, "x", one, at)

    assert texts(fill) == ["1. x", "1.1 x", "1.2 x", "2. x", "2.1 x"]


def test_instances_of_one_list_count_on_and_a_start_counts_once() -> None:
    def fill(file: Document) -> None:
        first, second, third = lists(file, TWO, ["", "", START.format(7)])
        for one in (first, second, third, third, first):
            numbered(file, "x", one)

    assert texts(fill) == ["1. x", "2. x", "7. x", "8. x", "9. x"]


def test_a_level_that_never_restarts() -> None:
    def fill(file: Document) -> None:
        (one,) = lists(file, level(0, "decimal", "%1.") + level(1, "decimal", "%2)", more='<w:lvlRestart w:val="0"/>'))
        for at in (0, 1, 0, 1):
            numbered(file, "x", one, at)

    assert texts(fill) == ["1. x", "1) x", "2. x", "2) x"]


def test_a_pattern_in_words_and_digits_for_legal_numbers() -> None:
    def fill(file: Document) -> None:
        legal = level(1, "decimal", "%1.%2", more="<w:isLgl/>")
        (one,) = lists(file, level(0, "chineseCountingThousand", "第%1章", start=3) + legal)
        numbered(file, "x", one)
        numbered(file, "y", one, 1)

    assert texts(fill) == ["第三章x", "3.1 y"]


def test_bullets_and_lists_without_a_sign_count_nothing() -> None:
    def fill(file: Document) -> None:
        (one,) = lists(file, level(0, "bullet", "\uf0b7") + level(1, "none", ""))
        numbered(file, "x", one)
        numbered(file, "y", one, 1)
        numbered(file, "z", 0)
        numbered(file, "w", 99)

    assert texts(fill) == ["·x", "y", "z", "w"]


def test_a_style_brings_its_list_and_its_level() -> None:
    def fill(file: Document) -> None:
        linked = level(0, "decimal", "%1.", more='<w:pStyle w:val="Asked"/>') + level(
            1, "decimal", "（%2）", more='<w:pStyle w:val="Step"/>'
        )
        (one,) = lists(file, linked)
        for name in ("Asked", "Step"):
            style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="{one}"/></w:numPr>'))
        below = file.styles.add_style("Below", WD_STYLE_TYPE.PARAGRAPH)
        below.base_style = file.styles["Asked"]
        for name in ("Asked", "Step", "Step", "Below"):
            file.add_paragraph("x", style=name)

    assert texts(fill) == ["1. x", "（1）x", "（2）x", "2. x"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("chineseCounting", "一 十 十二 二十 一百〇一 一百一十"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾贰 贰拾 壹佰零壹 壹佰壹拾"),
        ("decimalEnclosedCircleChinese", "① ⑩ ⑫ ⑳ 101 110"),
        ("ideographTraditional", "甲 癸 乙 癸 甲 癸"),
        ("lowerLetter", "a j l t wwww fffff"),
        ("upperRoman", "I X XII XX CI CX"),
        ("decimalZero", "01 10 12 20 101 110"),
        ("ideographDigital", "一 一〇 一二 二〇 一〇一 一一〇"),
        ("unknown", "1 10 12 20 101 110"),
    ],
)
def test_formats(form: str, shown: str) -> None:
    assert " ".join(formatted(number, form) for number in (1, 10, 12, 20, 101, 110)) == shown
