import pytest

from zh.questions import asks_something, subject


@pytest.mark.parametrize(
    "text",
    [
        "怎么注册",
        "谁审核",
        "能申报吗",
        "好不好",
        "去没去",
        "有没有",
        "为啥",
        "多久",
        "在哪",
        "真的?",
        "她能报不",
        "批了没",
        "有影响没",
        "可以了吗",
        "怎么没什么反应",
    ],
)
def test_a_question(text: str) -> None:
    assert asks_something(text)


@pytest.mark.parametrize(
    "text", ["", "老师", "我是单位的", "济南", "嗯", "算了", "不对不对", "要不", "我还没", "可以了,谢谢", "没什么事了"]
)
def test_no_question(text: str) -> None:
    assert not asks_something(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [("审核的问题", "审核"), ("关于证书", "证书"), ("密码?", "密码"), ("学时", "学时"), ("问题", ""), ("", "")],
)
def test_what_a_word_is_about(text: str, word: str) -> None:
    assert subject(text) == word
