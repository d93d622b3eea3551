import pytest
from hypothesis import given
from hypothesis import strategies as st

from zh.pinyin import sound, sounds


@pytest.mark.parametrize(
    ("one", "other"), [("是", "四"), ("成", "陈"), ("种", "总"), ("录", "陆"), ("账", "帐"), ("认", "任")]
)
def test_characters_that_are_easily_mistyped_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("改", "该死"[1]), ("单", "党员"[1]), ("能", "不")])
def test_others_do_not(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize("char", ["a", "1", "?", "😀", " "])
def test_what_is_no_chinese_character_is_its_own_sound(char: str) -> None:
    assert sound(char) == char


@given(st.text())
def test_there_is_one_sound_per_character(text: str) -> None:
    assert len(sounds(text)) == len(text)
