import pytest

from zh.pinyin_text import PinyinReader, syllables

READER = PinyinReader.knowing(["怎么注册", "怎么注册个人", "忘记密码怎么办", "单位怎么注册"] * 5)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("zenme zhuce", "怎么注册"),
        ("zenmezhuce", "怎么注册"),
        ("geren", "个人"),
        ("danwei zen me zhu ce", "单位怎么注册"),
        ("wangji mima", "忘记密码"),
    ],
)
def test_pinyin_is_written_as_the_known_words(typed: str, read: str) -> None:
    assert READER.read(typed) == read


@pytest.mark.parametrize("typed", ["chrome", "hr", "windows", "怎么zhuce", "abc123", "", "beijing"])
def test_anything_else_is_left(typed: str) -> None:
    assert READER.read(typed) is None


def test_the_fewest_syllables_count() -> None:
    assert syllables("xian", {"xi", "an", "xian"}) == ["xian"]
    assert syllables("xi'an", {"xi", "an", "xian"}) == ["xi", "an"]


def test_a_long_text_takes_no_longer_than_it_is_long() -> None:
    assert syllables("zhuangshuang" * 5000, {"zhuang", "shuang", "a"}) == ["zhuang", "shuang"] * 5000
