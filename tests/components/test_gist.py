from components.gist import gist


def test_what_is_asked_without_who_and_where() -> None:
    assert gist("我是老师,德州能申报学时吗") == "某市能申报学时吗"
    assert gist("怎么注册") == "怎么注册"
