"""What the owner's answers make public."""

from understanding.public import public_in
from zh.personal import mask

RESPONSES = {
    "utter_faq/mail": [{"text": "请发送至邮箱（sdzjkf@163.com），或拨打13800138000。"}],
    "utter_greet": [{"text": "您好"}, {"image": "x"}],
    "utter_nothing": [],
}


def test_an_address_and_a_number_in_an_answer_are_public() -> None:
    assert public_in(RESPONSES) == {"sdzjkf@163.com", "13800138000"}
    assert public_in({}) == frozenset()


def test_what_is_public_stays_in_any_spelling_and_all_else_is_masked() -> None:
    public = public_in(RESPONSES)
    for text in (
        "邮件发到sdzjkf@163.com了没回",
        "SDZJKF@163.COM收到了吗",
        "ｓｄｚｊｋｆ＠１６３．ｃｏｍ",
        "发到sdzjkf @163.com行吗",
        "打了138 0013 8000没人接",
    ):
        assert mask(text, public) == text
        assert mask(text) != text
    assert mask("我是li@qq.com，发到了sdzjkf@163.com", public) == "我是【邮箱】，发到了sdzjkf@163.com"
    for other in ("xsdzjkf@163.com", "sdzjkf@163.com.cn", "sdzjkf@1633.com", "13800138001"):
        assert mask(other, public) != other
