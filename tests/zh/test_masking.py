from zh.masking import mask


def test_each_piece_becomes_what_it_was() -> None:
    text = "身份证11010519491231002X，手机13800138000，卡6222 0212 3456 7890 128，邮箱a.b@c.com。"
    assert mask(text) == "身份证【身份证号】，手机【手机号】，卡【银行卡号】，邮箱【邮箱】。"


def test_anything_else_stays() -> None:
    text = "我的学时是2023年的30个，编号20231234，能查吗"
    assert mask(text) == text
    assert mask("") == ""
