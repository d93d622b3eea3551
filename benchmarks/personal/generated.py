"""Messages with made-up personal data, kind by kind, as many as one likes; the same for the same seed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from random import Random
from typing import NamedTuple

from benchmarks.personal import values, weak
from benchmarks.personal.disguises import DISGUISES, bracketed, other_x, single, split, spoken

_OPENINGS = ("", "您好，", "老师好，", "请问一下，", "急！", "我是济南的老师，", "帮我查查，", "注册不上，", "在吗 ")
_ENDINGS = (
    "",
    "，登录不上",
    "，帮我看看",
    "，怎么办",
    " 学时没了",
    "。证书怎么打印？",
    "，提示已存在",
    "！",
    "，谢谢",
)
_LINKS = ("", "是", "：", ":", "为", " ", "是 ", "就是")


class Message(NamedTuple):
    """`secrets`: the pieces of `text` that nobody may keep."""

    kind: str
    text: str
    secrets: tuple[str, ...]


class _Kind(NamedTuple):
    """`labels`: one stands before the value, "" where its form says enough."""

    labels: tuple[str, ...]
    write: Callable[[Random], str]


_ID_LABELS = ("身份证号", "身份证", "身份证号码", "证件号", "我身份证", "身份证号我填的")
_MOBILE_LABELS = ("手机号", "手机", "电话", "联系方式", "我的手机号码", "我号码")


def _missing(random: Random) -> str:
    number, at = values.card(random), random.randrange(17)
    return number[:at] + number[at + 1 :]


def _one_more(random: Random) -> str:
    number, at = values.card(random), random.randrange(1, 17)
    return number[:at] + values.digits(random, 1) + number[at:]


def _mistyped(random: Random) -> str:
    number, at = values.card(random), random.randrange(14, 17)
    return number[:at] + str((int(number[at]) + random.randint(1, 9)) % 10) + number[at + 1 :]


def _disguised(write: Callable[[Random, str], str]) -> Callable[[Random], str]:
    def written(random: Random) -> str:
        number = random.choice((values.mobile, values.card))(random)
        # Where no letter or numeral is to stand for it, the plain number would be no disguise.
        while write(random, number) == number:
            number = values.mobile(random)
        return write(random, number)

    return written


def _split(make: Callable[[Random], str]) -> Callable[[Random], str]:
    return lambda random: random.choice((split, split, bracketed, single))(random, make(random))


def _in_any_way(make: Callable[[Random], str]) -> Callable[[Random], str]:
    ways = (*DISGUISES.values(), split, bracketed)
    return lambda random: random.choice(ways)(random, make(random))


def _international(random: Random) -> str:
    prefix = random.choice(("+86", "+86 ", "86", "0086", "+86-", "(+86)", "（+86）", "＋86", "86-"))
    return prefix + values.mobile(random)


def _landline(random: Random) -> str:
    area, number = values.landline(random)
    written = random.choice(("{}-{}", "{}{}", "{} {}", "（{}）{}", "({}){}")).format(area, number)
    return written + random.choice(("", "", "转801", "-8012"))


def _bank(random: Random) -> str:
    number = values.bank_card(random, is_right=random.random() < 0.5)
    return random.choice((number, split(random, number)))


def _mail(random: Random) -> str:
    name, host, end = values.mail(random)
    return f"{name}@{host}.{end}"


def _disguised_mail(random: Random) -> str:
    name, host, end = values.mail(random)
    at = random.choice((" @ ", "(at)", "[at]", "（at）", "艾特", " at ", "＠", " 艾特 ", "@"))
    dot = random.choice(("点", "。", " . ", "．", " 点 ", "dot", "(点)"))
    return f"{name}{at}{host}{dot}{end}"


def _han_mail(random: Random) -> str:
    return random.choice(("王小明", "李芳", "张建国", "陈晨")) + f"@{random.choice(('qq', '163', '126'))}.com"


def _plate(random: Random) -> str:
    plate = values.plate(random)
    return random.choice((plate, plate.lower(), *(f"{plate[:2]}{mark}{plate[2:]}" for mark in "· -")))


def _officer(random: Random) -> str:
    branch = random.choice(("军", "南", "政", "海", "空", "后", "士"))
    number = values.digits(random, random.randint(7, 8))
    return random.choice((f"{branch}字第{number}号", f"{branch}字第{number}", f"{branch}{number}", number))


def _address(random: Random) -> str:
    road = random.choice(("经十路", "文化东路", "解放路", "花园小区", "阳光家园", "泉城花园", "舜耕路", "机场路"))
    number = random.randint(1, 20000 if road.endswith("路") else 30)
    house = f"{road}{number}号" if road.endswith("路") else road
    door = f"{random.randint(1, 30)}号楼{random.randint(1, 6)}单元{random.randint(1, 30)}0{random.randint(1, 4)}"
    other = f"{random.randint(1, 30)}-{random.randint(1, 6)}-{random.randint(1, 30)}0{random.randint(1, 4)}"
    return house + random.choice((door, door + "室", other, f"{random.randint(1, 9)}栋{random.randint(101, 3204)}室"))


def _six(random: Random) -> str:
    return values.digits(random, 6)


def _code(random: Random) -> str:
    return values.digits(random, random.choice((4, 6, 6, 6)))


KINDS: Mapping[str, _Kind] = {
    "id18": _Kind(("", *_ID_LABELS), values.card),
    "id15": _Kind(("", *_ID_LABELS), values.old_card),
    "id18_wrong_check": _Kind(("", *_ID_LABELS), _mistyped),
    "id18_digit_missing": _Kind(_ID_LABELS, _missing),
    "id18_digit_too_many": _Kind(_ID_LABELS, _one_more),
    "id_split": _Kind(("", *_ID_LABELS), _split(values.card)),
    "id_x": _Kind(("", *_ID_LABELS), lambda random: other_x(random, values.card_with_x(random))),
    **{kind: _Kind(("", "号码", "我的是"), _disguised(write)) for kind, write in DISGUISES.items()},
    "mobile": _Kind(("", *_MOBILE_LABELS), values.mobile),
    "mobile_split": _Kind(("", *_MOBILE_LABELS), _split(values.mobile)),
    "mobile_spoken": _Kind(("", *_MOBILE_LABELS), lambda random: spoken(random, values.mobile(random))),
    "mobile_intl": _Kind(("", *_MOBILE_LABELS), _international),
    "landline": _Kind(("", "座机", "电话", "办公电话", "单位电话"), _landline),
    "bank_card": _Kind(("银行卡号", "银行卡", "卡号", "工资卡", "我的农行卡", "退款到卡"), _bank),
    "bank_card_disguised": _Kind(("银行卡号", "银行卡", "卡号", "工资卡"), _in_any_way(values.bank_card)),
    "mail": _Kind(("", "邮箱", "我的邮箱", "发到", "邮件发我"), _mail),
    "mail_disguised": _Kind(("邮箱", "我的邮箱", "邮箱地址"), _disguised_mail),
    "mail_han": _Kind(("邮箱", "我的邮箱", "发到"), _han_mail),
    "passport": _Kind(("", "护照", "护照号", "护照号码"), values.passport),
    "hk_macau_permit": _Kind(("", "港澳通行证", "通行证号", "回乡证", "通行证号码"), values.permit),
    "taiwan_permit": _Kind(("台胞证", "台胞证号", "台胞证号码", "台湾居民来往大陆通行证"), values.taiwan_permit),
    "taiwan_permit_disguised": _Kind(("台胞证", "台胞证号", "台胞证号码"), _in_any_way(values.taiwan_permit)),
    "residence_permit": _Kind(("", "永居证", "外国人永久居留身份证", "永居证号"), values.residence),
    "social_security": _Kind(("社保卡号", "社保卡", "社会保障卡号", "社保编号"), values.social_card),
    "officer_card": _Kind(("军官证", "军官证号", "军官证号码", "士官证"), _officer),
    "licence_plate": _Kind(("", "车牌", "车牌号", "我的车"), _plate),
    "qq": _Kind(("QQ", "qq号", "QQ号码", "扣扣", "企鹅号", "加我QQ", "我Q号"), values.qq),
    "qq_disguised": _Kind(("QQ", "QQ号码", "扣扣"), _in_any_way(values.qq)),
    "wechat": _Kind(("微信号", "我的微信号", "微信id", "vx", "wx", "加我微信", "V信"), values.account),
    "address": _Kind(("", "地址", "我家住", "住在", "寄到", "家庭住址", "收件地址"), _address),
    "password": _Kind(("密码", "登录密码", "我的密码", "口令", "新密码", "password", "pwd"), values.password),
    "code": _Kind(("验证码", "短信验证码", "收到的验证码", "校验码", "手机验证码"), _code),
    "mobile_stops": _Kind(("手机号", "手机", "电话", "我的手机号码", "我号码"), weak.with_stops),
    "mail_apart": _Kind(("邮箱", "我的邮箱", "发到"), weak.mail_apart),
    "social_security_chip": _Kind(
        ("社保卡号", "社会保障卡卡号", "医保卡号", "社會保障卡", "医疗保险号", "养老保险编号", "社保k号"), weak.chip
    ),
    "wechat_by_sound": _Kind(
        ("围信", "➕微", "vx", "wei信号", "薇❤", "溦信", "我v", "加v", "维信", "薇", "v芯", "weixin", "微/信", "微伈"),
        values.telling_account,
    ),
    "address_of_village": _Kind(("我家在", "住", "寄到", "我搬到", "家庭住址", "现在住"), weak.village),
    "password_typed": _Kind(("我设的", "我改成", "我输的", "我填的", "我的", "换成", "我试了"), weak.chosen),
    "password_in_english": _Kind(("password is ", "my password is ", "the password I set was "), values.password),
    "code_elsewhere": _Kind(
        ("验证码不对，我收到", "验证码错误，我输的", "验证码到了，来的", "校验码没用，短信里", "驗證碼過期，收到的"),
        weak.code_apart,
    ),
    "code_with_a_letter": _Kind(("验证码", "验证码写的", "驗證码", "校验码给我的", "验证马"), weak.code_with_a_letter),
    "code_disguised": _Kind(("验证码", "短信验证码", "校验码"), _in_any_way(_six)),
}


def generated(count: int, seed: int = 1, kinds: Iterable[str] = tuple(KINDS)) -> Iterator[Message]:
    """Yield `count` messages of each kind."""
    for kind in kinds:
        what = KINDS[kind]
        random = Random(f"{seed} {kind}")
        for _ in range(count):
            label, secret = random.choice(what.labels), what.write(random)
            link = random.choice(_LINKS) if label else ""
            if label.isascii() and secret.isascii():
                link = link or " "
            text = f"{random.choice(_OPENINGS)}{label}{link}{secret}{random.choice(_ENDINGS)}"
            yield Message(kind, text, (secret,))
