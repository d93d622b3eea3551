import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from converter import SourceError, read
from converter.conversion import MAX_ENTRIES
from converter.lines import Kind
from tests.converter.builders import CATALOG, faq

PIECES = st.sampled_from(
    [
        "1. ",
        "２、",
        "回复：",
        "答:",
        "<!-- ",
        "-->",
        "# ",
        "注册",
        "（内部）",
        "可以申报：济南/",
        "怎么",
        "/",
        "、",
        "，",
        "能改吗",
        "\n",
        "\n",
        "{",
        "“",
        "138001380",
        "00",
    ]
)


def read_or_refuse(data: bytes) -> None:
    """Every line is accounted for; every finding names one; what can be rendered is."""
    try:
        conversion = read(data, CATALOG)
    except SourceError as error:
        assert error.line >= 1
        return
    numbers = [line.number for line in conversion.lines]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {line.kind for line in conversion.lines} <= set(Kind)
    assert all(finding.line in numbers or finding.path for finding in conversion.verdict.open)
    assert all(set(answer.lines) <= set(numbers) for answer in conversion.answers)
    conversion.files()


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_text_made_of_the_faq_s_pieces_is_read_or_refused(text: str) -> None:
    read_or_refuse(text.encode())


@settings(deadline=None)
@given(st.text())
def test_arbitrary_text_is_read_or_refused(text: str) -> None:
    read_or_refuse(text.encode("utf-8", "surrogatepass"))


@settings(deadline=None)
@given(st.binary())
def test_arbitrary_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@settings(deadline=None)
@given(st.text(), st.text())
def test_arbitrary_questions_and_answers_are_read_or_refused(question: str, answer: str) -> None:
    read_or_refuse(faq((question, answer)).encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "data", ["讲课提纲\n第一讲\n".encode(), b"{\\rtf1\\ansi hello}", "<p>1. 问</p><p>回复：答</p>".encode()]
)
def test_a_text_without_entries_is_no_faq(data: bytes) -> None:
    with pytest.raises(SourceError, match="没有找到带编号的问题"):
        read(data, CATALOG)


def test_more_entries_than_can_be_compared_are_refused_at_the_first_too_many() -> None:
    with pytest.raises(SourceError, match="超过上限 3,000") as caught:
        read(faq(*[("问", "答")] * (MAX_ENTRIES + 1)).encode(), CATALOG)
    assert caught.value.line == 3 * MAX_ENTRIES + 2


def test_five_hundred_different_entries_take_seconds() -> None:
    text = faq(
        *(
            (f"{chr(0x4E00 + n)}{chr(0x5E00 + n)}怎么办", f"{chr(0x6E00 + n) * 9}，可以{chr(0x7E00 + n) * 9}")
            for n in range(500)
        )
    )
    began = time.monotonic()
    assert len(read(text.encode(), CATALOG).answers) == 500
    assert time.monotonic() - began < 20
