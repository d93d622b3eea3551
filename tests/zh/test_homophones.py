import pytest

from zh.homophones import HomophoneReader

READER = HomophoneReader.knowing(["证书怎么下载", "忘记密码怎么办", "我是老师", "讲义是一点一点看的"] * 30)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("正书怎么下栽", "证书怎么下载"),
        ("忘记蜜码怎么办", "忘记密码怎么办"),
        ("忘计密码", "忘记密码"),
        ("我事老师", "我是老师"),
    ],
)
def test_what_sounds_like_a_known_word_is_written_as_that(typed: str, read: str) -> None:
    assert READER.read(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "证书怎么下载",
        # 对象 and 电子 are common words, though no known text has them.
        "我对象是老师",
        "讲义电子版",
        # 密码 never stands beside these.
        "蜜码盒",
        "chrome",
        "",
    ],
)
def test_anything_else_is_left(typed: str) -> None:
    assert READER.read(typed) == typed


def test_a_reader_without_texts_changes_nothing() -> None:
    assert HomophoneReader().read("正书怎么下栽") == "正书怎么下栽"
