import pytest

from zh.introductions import introduced_role, without_introductions


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("我是老师,密码忘了", "密码忘了"),
        ("我们是一家培训机构,要在你们这注册怎么搞", "要在你们这注册怎么搞"),
        ("单位管理员,忘记密码", "忘记密码"),
        ("我是济南的,我是老师。怎么注册", "怎么注册"),
        ("学时怎么申报,我在威海", "学时怎么申报"),
        ("济南市,怎么没有学时申报", "怎么没有学时申报"),
    ],
)
def test_who_and_where_somebody_is_does_not_say_what_is_asked(text: str, rest: str) -> None:
    assert without_introductions(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "我是老师",
        "怎么注册",
        "会计,补学",
        "老师离职了,怎么办",
        "退休老师,怎么删除账号",
        "找单位管理员,密码忘了",
        "没有单位,怎么注册",
        "",
        "，",
    ],
)
def test_what_says_more_stays(text: str) -> None:
    assert without_introductions(text) == text


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("刚入职的老师,怎么注册账号", "personal"),
        ("医院hr 密码忘了", "unit"),
        ("我们是一家培训机构,怎么注册", "institution"),
        ("找单位管理员,密码忘了", None),
        ("没有单位,怎么注册", None),
        ("怎么注册,老师", None),
        ("我是老师", None),
    ],
)
def test_the_role_of_who_asks(text: str, role: str | None) -> None:
    found = introduced_role(text)
    assert (found.role if found else None) == role
    assert found is None or 0 <= found.start < found.end <= len(text)
