"""Reads contradictions.yml into checked objects: the institution's actors, and facts its answers may contradict."""

from collections.abc import Sequence
from dataclasses import dataclass

from converter import catalog_form as form
from converter.errors import SourceError
from owner.positions import line_of

NAME = "contradictions.yml"
"""The file beside faq.txt; it is optional."""

EMPTY = """\
# 怎样看出两个答案互相矛盾：make data 会指出是哪几行（contradiction）。可以什么都不写。
#
# actors   谁来办：两句话只有办的人不同，就是两种说法，例如 actors: [班主任, 教务处]
# claims   一件事有的答案说是、有的说不是。name 是这件事，affirmed 和 denied 是两边答案里的原话，例如
#            claims:
#            - name: 周末开门
#              affirmed: [周末照常开放]
#              denied: [周末闭馆]

actors: []
claims: []
"""

_KEYS = {"actors": frozenset[str](), "claims": frozenset({"name", "affirmed", "denied"})}


@dataclass(frozen=True)
class Fact:
    """A fact, the words that affirm it, the words that deny it, and its line in the file."""

    name: str
    affirmed: Sequence[str]
    denied: Sequence[str]
    line: int = 1


@dataclass(frozen=True)
class Contradictions:
    actors: Sequence[str] = ()
    claims: Sequence[Fact] = ()


def load(text: str) -> Contradictions:
    """Read the file. Raises SourceError with the line that departs from the form in its head."""
    data, lines = form.parse_yaml(text)
    if not isinstance(data, dict):
        raise SourceError("应是“actors: […]”和“claims:”，照文件开头的说明写")
    for strange in (key for key in data if key not in _KEYS):
        raise SourceError(f"不认识“{strange}”：这里只能有 actors 和 claims，请检查有没有写错", lines[(strange,)])
    try:
        actors = form.ids(data, "actors", "actors", ())
    except SourceError as error:
        raise SourceError(error.message, line_of(("actors",), lines)) from error
    claims = form.read_rows(data, lines, "claims", _claim, _KEYS)
    placed = (
        Fact(claim.name, claim.affirmed, claim.denied, line_of(("claims", at), lines))
        for at, claim in enumerate(claims)
    )
    return Contradictions(actors, tuple(placed))


def _claim(row: form.Row) -> Fact:
    affirmed, denied = form.texts(row, "affirmed", "claims"), form.texts(row, "denied", "claims")
    if not (affirmed and denied and all(words.strip() for words in (*affirmed, *denied))):
        raise SourceError("affirmed 和 denied 都要写答案里的原话，不能为空")
    return Fact(form.text(row, "name", "claims"), affirmed, denied)
