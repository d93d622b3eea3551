"""Recognises statements of who or where somebody is, corrections, and follow-ups: 不对，我是单位管理员; 那烟台呢."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from owner.cached import made_of
from zh.place_names import region_names

STATEMENTS_FILE = Path(__file__).with_name("statements.yml")

_LEFT = 1
"""Most characters that may be left of a statement after its frame is removed."""

_LONGEST_CONTINUATION = 15

_LONGEST_SELF = 10
"""Most characters that people say of themselves: 县第一中学的语文老师."""


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.load(STATEMENTS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return content


@made_of(lambda profile: profile.places.region if profile.places else None)
def _frame(region: str | None) -> re.Pattern[str]:
    longest_first = sorted({*_words()["frame"], *(region_names(region) if region else ())}, key=len, reverse=True)
    return re.compile(
        "|".join([_words()["slip"], *_words()["frame_patterns"], *map(re.escape, longest_first), r"[\W_]+"])
    )


@lru_cache(maxsize=1)
def _correction() -> re.Pattern[str]:
    openings = "|".join(map(re.escape, _words()["corrections"]))
    return re.compile(rf"^[\W_]*(?:我?(?:{openings})|{_words()['slip']})")


@lru_cache(maxsize=1)
def _continuation() -> re.Pattern[str]:
    words = _words()["continuation"]
    openings, endings = ("|".join(map(re.escape, words[name])) for name in ("openings", "endings"))
    return re.compile(rf"^(?P<opening>{openings})?[,，]?(?P<rest>.+?)(?P<ending>{endings})?[?？。!！]{{0,9}}$")


def remainder(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return `text` without the `spans` and without words that only frame a statement."""
    marked = "".join("\0" if any(start <= at < end for start, end in spans) else char for at, char in enumerate(text))
    return "".join(_frame().sub("", piece) for piece in marked.split("\0"))


def is_statement(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether `text` says nothing but the role and the places at `spans`."""
    if not spans or wants_account(text) or _opens_account(text, spans):
        return False
    return len(remainder(text, spans)) <= _LEFT


def _opens_account(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether the text names whose account is opened at `spans`: 个人开号; in 建个单位的号 with the account."""
    left = "".join(char for at, char in enumerate(text) if not any(start <= at < end for start, end in spans))
    return {left, f"{left}号"} & {*_words()["account_wanted"]} != set()


def behind_statement(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the text after the statement that `text` begins with: 济南的怎么申报学时 -> 怎么申报学时.

    "" if it begins with none.
    """
    at = 0
    for start, end in sorted(spans):
        if start > at and _frame().sub("", text[at:start]):
            break
        at = max(at, end)
    else:
        start = len(text)
    if not 0 < at < len(text):
        return ""
    # The words up to the next span still belong to the statement as far as they only frame it.
    ends = range(max(at, min(start, len(text) - 1)), at - 1, -1)
    return text[next(end for end in ends if not _frame().sub("", text[at:end])) :]


def wants_account(text: str) -> bool:
    """Say whether `text` asks for a new account: 我想给单位开个号."""
    return _account_wanted().search(text) is not None


@lru_cache(maxsize=1)
def _account_wanted() -> re.Pattern[str]:
    wanting, account = ("|".join(map(re.escape, _words()[name])) for name in ("wanting", "account_wanted"))
    return re.compile(rf"(?<![不没别])(?:{wanting})[^,，。]{{0,8}}?(?:{account})(?!的|了|过)")


def says_nothing(text: str) -> bool:
    """Say whether `text` only takes back an earlier message: 弄错了弄错了."""
    return is_correction(text) and not remainder(text, ())


def is_correction(text: str) -> bool:
    """Say whether `text`, without particles, begins with a correction: 不对, 我打错了."""
    return _correction().match(text) is not None


def is_continuation(text: str) -> bool:
    """Say whether `text` continues the last question: 那手机号呢, 换成青岛呢, 单位的呢."""
    match = _continuation().match(text)
    return len(text) <= _LONGEST_CONTINUATION and match is not None and bool(match["opening"] or match["ending"])


def introduces_oneself(text: str) -> bool:
    """Say whether `text` only says what the user is, whatever words the profile knows: 我是单位管理员."""
    return _introduction().fullmatch(text) is not None


@lru_cache(maxsize=1)
def _introduction() -> re.Pattern[str]:
    names = ("openings", "selves", "between", "being", "no_being", "trouble")
    patterns = {name: "|".join(sorted(_words()["introduction"][name], key=len, reverse=True)) for name in names}
    what = rf"(?!{patterns['no_being']})(?:(?!{patterns['trouble']})[^\W_]){{1,{_LONGEST_SELF}}}"
    return re.compile(
        rf"(?:(?:{patterns['openings']})[,，]?)?(?:{patterns['selves']})(?:{patterns['between']}){{0,2}}(?:{patterns['being']}){what}[。.!！~]{{0,3}}"
    )


def continued(text: str) -> str:
    """Return the subject of a continuation, without its frame: 那手机号呢 -> 手机号."""
    match = _continuation().match(text)
    return match["rest"] if match else text
