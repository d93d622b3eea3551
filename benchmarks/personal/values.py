"""Makes up numbers, addresses and passwords: of the right form, of nobody."""

import string
from random import Random

_REGIONS = (
    "370102", "370202", "370602", "371302", "370783", "370481", "110105", "310104", "440305", "320102", "410105",
    "130102", "610113", "510104", "650102", "230103",
)  # fmt: skip
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_BANKS = ("622202", "621700", "622848", "621661", "622262", "622588", "621799", "623094", "955880", "436742")
ISSUED = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def digits(random: Random, count: int) -> str:
    return "".join(random.choices(string.digits, k=count))


def card(random: Random) -> str:
    """Return an identity card's number of 18 with its right check."""
    day = f"{random.randint(1955, 2004)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    number = random.choice(_REGIONS) + day + digits(random, 3)
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=True))
    return number + "10X98765432"[total % 11]


def card_with_x(random: Random) -> str:
    while not (number := card(random)).endswith("X"):
        pass
    return number


def old_card(random: Random) -> str:
    """Return one of 15."""
    number = card(random)
    return number[:6] + number[8:17]


def mobile(random: Random) -> str:
    return "1" + random.choice("3456789") + digits(random, 9)


def landline(random: Random) -> tuple[str, str]:
    """Return area and number."""
    area = random.choice(("0531", "0532", "0535", "0536", "0539", "010", "021", "0633", "0543"))
    return area, random.choice("23456788") + digits(random, 7 if area in ("010", "021", "0531", "0532") else 6)


def bank_card(random: Random, *, is_right: bool = True) -> str:
    number = random.choice(_BANKS) + digits(random, random.choice((9, 10, 12)))
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in number[-1::-2])
    check = -(doubled + sum(map(int, number[-2::-2]))) % 10
    return number + str(check if is_right else (check + random.randint(1, 9)) % 10)


def passport(random: Random) -> str:
    if random.random() < 1 / 3:
        return "E" + random.choice(ISSUED) + digits(random, 7)
    return random.choice("EG") + digits(random, 8)


def permit(random: Random) -> str:
    return random.choice("CHM") + digits(random, 8)


def taiwan_permit(random: Random) -> str:
    return digits(random, random.choice((8, 10)))


def residence(random: Random) -> str:
    return random.choice(("CHN", "USA", "KOR", "JPN", "DEU")) + digits(random, 12)


def social_card(random: Random) -> str:
    return random.choice((random.choice(ISSUED) + digits(random, 8), digits(random, 9), digits(random, 10)))


def plate(random: Random) -> str:
    signs = [*random.choices(string.digits + ISSUED, k=2), *digits(random, 3)]
    random.shuffle(signs)
    number = "".join(signs)
    tail = random.choice((number, number, random.choice("DF") + digits(random, 5)))
    return random.choice("鲁鲁鲁京冀豫苏") + random.choice(ISSUED) + tail


def qq(random: Random) -> str:
    return random.choice("123456789") + digits(random, random.randint(5, 9))


def account(random: Random) -> str:
    """Return a name on WeChat."""
    name = "".join(random.choices(string.ascii_lowercase, k=random.randint(3, 8)))
    return name + random.choice(("", "_", "-")) + digits(random, random.randint(2, 5))


def telling_account(random: Random) -> str:
    """Return a name on WeChat that is no mere word."""
    name = "".join(random.choices(string.ascii_lowercase, k=random.randint(3, 8)))
    return f"{name}{random.choice(('', '_'))}{digits(random, random.randint(3, 5))}"


def password(random: Random) -> str:
    start = "".join(random.choices(string.ascii_letters, k=random.randint(3, 6)))
    made = start + random.choice(("", "@", "#", "!", "_", ".")) + digits(random, random.randint(3, 6))
    return made + random.choice(("", "", "!", "@"))


def mail(random: Random) -> tuple[str, str, str]:
    """Return name, host and end."""
    name = random.choice((account(random).replace("-", "."), qq(random)))
    return name, random.choice(("qq", "163", "126", "sina", "foxmail", "gmail", "139", "outlook")), "com"
