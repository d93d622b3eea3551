"""Makes messages in the forms in which a first look found the masker weak."""

import string
from random import Random

from benchmarks.personal import values
from benchmarks.personal.disguises import spoken


def village(random: Random) -> str:
    street = random.choice(("文峰路街道西关村南大街", "太平镇东南村北大街", "高庄街道", "城关镇纬二路"))
    number = f"{random.choice(('', '', '甲'))}{random.randint(1, 200)}"
    return f"{random.choice(('莱州市', '邹城市', '济阳区'))}{street}{number}号"


def with_stops(random: Random) -> str:
    number = random.choice((values.mobile(random), spoken(random, values.mobile(random)).replace("，", "")))
    number = number.replace(" ", "")
    return random.choice(("。", "；", ";", "然后", "再", "点")).join((number[:3], number[3:7], number[7:]))


def mail_apart(random: Random) -> str:
    """Return one with every sign alone, with more than one @, or with something else for it."""
    name, host, end = values.mail(random)
    name = name.replace("-", "").replace(".", "")
    at = random.choice(("@@", "@@@", "&", "$", "_at_", "-at-", "🐭", "@."))
    ways = (" ".join(f"{name}@{host}.{end}"), f"{name}{at}{host}.{end}", f"{name}@{host}..{end}", f"{name}@{host}{end}")
    return random.choice(ways)


def chip(random: Random) -> str:
    """Return the number of a social security card with letters anywhere, or the long one of its chip."""
    letters = random.sample(values.ISSUED, 3)
    short = f"{letters[0]}{values.digits(random, 1)}{letters[1]}{values.digits(random, 6)}"
    return random.choice((short, f"370100D{values.digits(random, 13)}{letters[2]}{values.digits(random, 1)}"))


def chosen(random: Random) -> str:
    """Return a password with a sign of its own."""
    word = "".join(random.choices(string.ascii_lowercase, k=random.randint(4, 6)))
    return f"{word}{values.digits(random, 2)}{random.choice('#@!')}{random.choice(('wang', 'Li', 'x9', '2020'))}"


def code_apart(random: Random) -> str:
    # None that reads as a year.
    six = str(random.randint(210000, 999999))
    return random.choice((six, f"{six[:3]} {six[3:]}", " ".join(six)))


def code_with_a_letter(random: Random) -> str:
    return f"{random.choice(string.ascii_uppercase)}-{values.digits(random, 6)}"
