"""Defines the kinds of personal data and loads the words for them (personal.yml)."""

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

PERSONAL_FILE = Path(__file__).with_name("personal.yml")


class Personal(str, Enum):
    """Kinds of personal data, the surest first: a piece that reads as several kinds gets the first of them."""

    IDENTITY_CARD = "身份证号"
    BANK_CARD = "银行卡号"
    MAIL = "邮箱"
    MOBILE = "手机号"
    PASSPORT = "护照号"
    PERMIT = "通行证号"
    RESIDENCE = "永居证号"
    SOCIAL_CARD = "社保卡号"
    OFFICER = "军官证号"
    PLATE = "车牌号"
    QQ = "QQ号"
    WECHAT = "微信号"
    CODE = "验证码"
    PASSWORD = "密码"
    LANDLINE = "座机号"
    ADDRESS = "地址"


OF_STAFF = (Personal.IDENTITY_CARD, Personal.MOBILE, Personal.BANK_CARD, Personal.PASSWORD)
"""Kinds that are masked in messages of staff too; they may write office telephones, addresses and mail addresses."""


class PersonalPiece(NamedTuple):
    """A piece of personal data, from `start` up to but without `end`."""

    kind: Personal
    start: int
    end: int


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the content of personal.yml."""
    content: Mapping[str, Any] = yaml.safe_load(PERSONAL_FILE.read_text(encoding="utf-8"))
    return content


def any_of(choices: list[str]) -> str:
    """Return a pattern for one of `choices`, the longest first."""
    return "|".join(map(re.escape, sorted(choices, key=len, reverse=True)))
