"""What is personal beside plain numbers: by label, by form, disguised; and what only looks like it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zh.personal import Personal, find_personal, mask


def found(text: str) -> list[tuple[Personal, str]]:
    return [(kind, text[start:end]) for kind, start, end in find_personal(text)]


@pytest.mark.parametrize(
    ("text", "kind", "piece"),
    [
        ("身份证号370102199003071239填错了", Personal.IDENTITY_CARD, "370102199003071239"),
        ("身份证号37010219900307851，少一位", Personal.IDENTITY_CARD, "37010219900307851"),
        ("身份证3701021990030785144对吗", Personal.IDENTITY_CARD, "3701021990030785144"),
        ("37010219900307123这个身份证号不对", Personal.IDENTITY_CARD, "37010219900307123"),
        ("身份证37010219900307851叉", Personal.IDENTITY_CARD, "37010219900307851叉"),
        ("银行卡号6222021234567890129", Personal.BANK_CARD, "6222021234567890129"),
        ("手机号1380013800少一位", Personal.MOBILE, "1380013800"),
        ("打0531-88886666转801", Personal.LANDLINE, "0531-88886666转801"),
        ("座机88886666", Personal.LANDLINE, "88886666"),
        ("护照号E12345678", Personal.PASSPORT, "E12345678"),
        ("我的EA1234567能注册吗", Personal.PASSPORT, "EA1234567"),
        ("证件号填K2149778A", Personal.PASSPORT, "K2149778A"),
        ("港澳通行证C12345678", Personal.PERMIT, "C12345678"),
        ("台胞证号码是12345678", Personal.PERMIT, "12345678"),
        ("永居证CHN110085010123", Personal.RESIDENCE, "CHN110085010123"),
        ("社保卡卡号是A12345678", Personal.SOCIAL_CARD, "A12345678"),
        ("军官证南字第1234567号", Personal.OFFICER, "南字第1234567号"),
        ("车是鲁A·12345", Personal.PLATE, "鲁A·12345"),
        ("开鲁AD12345来的", Personal.PLATE, "鲁AD12345"),
        ("加我扣扣：12345678", Personal.QQ, "12345678"),
        ("微信号lihua_90", Personal.WECHAT, "lihua_90"),
        ("家住经十路88号3号楼2单元501", Personal.ADDRESS, "经十路88号3号楼2单元501"),
        ("密码是Abc123456!，登不上", Personal.PASSWORD, "Abc123456!"),
        ("密码Wang1234不对", Personal.PASSWORD, "Wang1234"),
        ("Wang1234是我的密码", Personal.PASSWORD, "Wang1234"),
        ("验证码 482913", Personal.CODE, "482913"),
        ("482913是收到的验证码", Personal.CODE, "482913"),
        ("邮箱zhangsan艾特qq点com", Personal.MAIL, "zhangsan艾特qq点com"),
        ("邮箱zhangsan(at)163。com", Personal.MAIL, "zhangsan(at)163。com"),
        ("写给王小明@163.com", Personal.MAIL, "王小明@163.com"),
        ("发到m e n g @ 1 2 6 . c o m", Personal.MAIL, "m e n g @ 1 2 6 . c o m"),
        ("写成meng@@163.com了", Personal.MAIL, "meng@@163.com"),
        ("邮箱meng163.com", Personal.MAIL, "meng163.com"),
        ("电话138。0013。8000", Personal.MOBILE, "138。0013。8000"),
        ("打么三八零零么三八零零零", Personal.MOBILE, "么三八零零么三八零零零"),
        ("社會保障卡D6B047193", Personal.SOCIAL_CARD, "D6B047193"),
        ("医保卡号370100D15600500618273A4", Personal.SOCIAL_CARD, "370100D15600500618273A4"),
        ("D6B047193是社保卡号", Personal.SOCIAL_CARD, "D6B047193"),
        ("vxlihua0815有空加", Personal.WECHAT, "lihua0815"),
        ("围信li_hua88", Personal.WECHAT, "li_hua88"),
        ("➕微lihua0815", Personal.WECHAT, "lihua0815"),
        ("加我 yantai-lihua 微信", Personal.WECHAT, "yantai-lihua"),
        ("lihua0815，我的微信", Personal.WECHAT, "lihua0815"),
        ("my wechat is lihua0815", Personal.WECHAT, "lihua0815"),
        ("我在莱州市西关村南大街19号住", Personal.ADDRESS, "西关村南大街19号"),
        ("我设的是sunny88#wang，不对", Personal.PASSWORD, "sunny88#wang"),
        ("我改成Hao123456了，密码还是错", Personal.PASSWORD, "Hao123456"),
        ("密码就是123456啊，怎么会错", Personal.PASSWORD, "123456"),
        ("密码是六个8", Personal.PASSWORD, "六个8"),
        ("the password I set was Blue!sky22", Personal.PASSWORD, "Blue!sky22"),
        ("手机收到271946，填在验证码那里吧", Personal.CODE, "271946"),
        ("驗證碼405782", Personal.CODE, "405782"),
        ("验证码写的G-628471", Personal.CODE, "G-628471"),
        ("194 603，这就是我收到的验证码", Personal.CODE, "194 603"),
        ("要验证码，来的是5 5 1 0", Personal.CODE, "5 5 1 0"),
    ],
)
def test_each_kind_is_found(text: str, kind: Personal, piece: str) -> None:
    assert found(text) == [(kind, piece)]


@pytest.mark.parametrize(
    "text",
    [
        "密码是身份证后六位吗",
        "初始密码是不是123456",
        "密码要8-20位数字加字母",
        "密码错误，错误代码1001",
        "改密码页面Chrome120打不开",
        "验证码60秒后重发",
        "12306验证码短信没来",
        "打12333或者400-123-4567",
        "上班时间8:30-11:30，13:30-17:30",
        "2023-01-01至2023-12-31",
        "订单号2023111312345678",
        "证书编号202337010012345678",
        "Chrome 131.0.6778.205打不开",
        "172.16.100.100连不上",
        "第1、3、5、7、9、11、13、15题",
        "一共13,800,138,000元",
        "网址https://www.example.com/a?id=13",
        "社会信用代码91370100MA3C12345X",
        "在3号楼201室考试",
        "人社局地址是历下区解放东路16号吗",
        "微信iphone登不上",
        "有QQ群123456789吗",
        "鲁A的车能停吗",
        "生日19900307填错了",
        "我设的是2023年度，能改吗",
        "用iPhone14登录提示密码错误",
        "试了Chrome120和Edge119，密码都不对",
        "密码是六个数字吗",
        "my password is incorrect",
        "填2023提示验证码错误",
        "邮政编码是250014，验证码要不要填",
        "申报编号482913，验证码收不到",
        "第1步、第2步，验证码1、2、3、4都试了",
        "vivox90打不开微信",
        "卫星遥感A1课程",
        "微信公众号sdjxjy2023",
        "iphone13微信打不开",
        "社保缴费20230518",
        "邮箱格式xxx@163.com",
        "邮箱服务器smtp.163.com",
        "1380、577、7985三个价格",
        "学时是30；60；90",
        "我住5楼",
        "单位搬到文化路66号了",
        '／ask{"faq_id": "password_recover"}',
    ],
)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert found(text) == []


def test_the_number_of_a_request_is_nobody_s() -> None:
    for number in ("a13800138000" + "4c8a" + "a1b2c3d4e5f60718", "37010219900f4307" + "8514a138001380ff"):
        assert found(f"我的工单{number}处理了吗") == []


def test_a_city_of_an_address_stays() -> None:
    assert mask("我住济南市历下区经十路88号3号楼2单元501，能申报吗") == "我住济南市历下区【地址】，能申报吗"


PIECES = [
    *("身份证", "手机号", "密码是", "验证码", "QQ", "微信号", "卡号", "护照", "地址", "在"),
    *("13800138000", "37010219900307851X", "Abc123!", "一二三", "a@b.cn", "6", "88号", "3单元", "X", "，", " ", "。"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_is_masked_holds_nothing_more(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize("piece", ["1 ", "+86", "密码是", "a@", "路1号", "身份证1 ", "12345678901 "])
def test_the_time_grows_with_the_length(piece: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        mask(piece * times)
        return time.process_time() - began

    mask(piece)
    assert min(seconds(800) for _ in range(3)) < 20 * min(seconds(100) for _ in range(3)) + 0.01
