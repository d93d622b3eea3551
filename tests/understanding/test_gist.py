import pytest

from understanding.gist import behind_place, gist, placeless


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("德州能申报学时吗", "某市能申报学时吗"),
        ("我是历下区的老师", "我是某市的老师"),
        ("省直单位能申报吗", "某市能申报吗"),
        ("河南的平台怎么登录", "省外的平台怎么登录"),
        ("从德州调到江苏", "从某市调到省外"),
        ("外省的平台怎么登录", "省外的平台怎么登录"),
        ("河南省的平台怎么登录", "省外的平台怎么登录"),
        ("山东省以外的平台怎么登录", "省外的平台怎么登录"),
        ("怎么注册", "怎么注册"),
        ("", ""),
    ],
)
def test_all_places_are_one(text: str, expected: str) -> None:
    assert placeless(text) == expected


def test_what_is_asked_without_who_and_where() -> None:
    assert gist("我是老师,德州能申报学时吗") == "某市能申报学时吗"
    assert gist("怎么注册") == "怎么注册"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("济南的怎么申报学时", "怎么申报学时"),
        ("临沂这边登录不了", "登录不了"),
        ("淄博用户怎么申报", "怎么申报"),
        ("我是聊城的登录不了", "登录不了"),
        ("泰安证书在哪打印", "证书在哪打印"),
        ("证书在哪打印", ""),
        ("在德州怎么申报", "怎么申报"),
        ("怎么从德州调到潍坊", ""),
        ("河南的平台怎么登录", ""),
        ("我同学在济南能报吗", ""),
        ("", ""),
    ],
)
def test_what_is_asked_behind_a_place(text: str, expected: str) -> None:
    assert behind_place(text) == expected
