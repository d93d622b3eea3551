import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launch.environment import defaults
from tests.running import ROOT
from zh.pinyin import sound, sounds

# All characters from the radicals to the last supplement, and the names whose pinyin is recognized as a whole.
ALL = """
import pypinyin, pypinyin.constants
from zh.pinyin import sounds
from zh.places import cities
found = [*sounds(map(chr, range(0x2E80, 0x30000))), *map(pypinyin.lazy_pinyin, cities())]
print(bool(pypinyin.constants.PHRASES_DICT), ascii(found))
"""


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


def test_sounds_need_no_readings_of_words() -> None:
    name = "PYPINYIN_NO_PHRASES"

    def run(more: dict[str, str]) -> tuple[str, str]:
        command = [sys.executable, "-c", ALL]
        done = subprocess.run(command, cwd=ROOT, env=more, capture_output=True, text=True, check=True, timeout=60)
        phrases, _, found = done.stdout.partition(" ")
        return phrases, found

    (with_them, expected), (without, found) = run({}), run({name: defaults()[name]})
    assert (with_them, without) == ("True", "False")
    assert found == expected
