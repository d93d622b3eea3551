"""Numbers before questions, in the forms that people and word processors type."""

import pytest

from converter.importing.labels import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一０、怎么办", 10),
        ("1〇、怎么办", 10),
        ("一〇、怎么办", 10),
        ("１0．怎么办", 10),
        ("十1、怎么办", 11),
        ("二十1、怎么办", 21),
        ("二一、怎么办", 21),
        ("一百〇二、怎么办", 102),
        ("7：怎么办", 7),
        ("⑵怎么办", 2),
        ("⒓怎么办", 12),
        ("㈢怎么办", 3),
        ("❹怎么办", 4),
        ("㉒怎么办", 22),
        ("伍、怎么办", 5),
        ("拾贰、怎么办", 12),
    ],
)
def test_numbers_of_every_kind(text: str, value: int) -> None:
    label = number(text)
    assert label is not None
    assert (label.value, label.rest) == (value, "怎么办")


@pytest.mark.parametrize(
    "text", ["2024.5.1起施行", "2024、2025年都可以", "9：00开门", "110：报警电话", "3月1日、2日", "一共十天"]
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert number(text) is None
