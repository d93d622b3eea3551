"""Lays out a reading as Chinese lines for a terminal."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

import yaml

from components.trace.reading import ClauseRead, MessageRead, TracedContext, TracedLabel
from owner.live import profile
from understanding.intent_names import intent_name
from understanding.labels import intent_of

WORDS_FILE = Path(__file__).with_name("words.yml")

_NAME_WIDTH = 12
"""Columns of a line's name; a Chinese character has two."""


@lru_cache(maxsize=1)
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the Chinese words for the names in a reading, by their kind."""
    content: Mapping[str, Mapping[str, str]] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return content


def lines(read: MessageRead) -> Iterator[str]:
    """Yield the lines of a reading, from the text to the outcome; empty parts are left out."""
    yield _line("整理后", read["text"])
    for number, clause in enumerate(read["clauses"], 1):
        yield _line("分句" if number == 1 else "", f"{number}. {_clause(clause)}")
    yield from _line_if("当作问题", read["question"])
    yield from _list("最像", read["likeliest"])
    yield from _list("话题中最像", read["in_topic"])
    yield from _list("否认了", read["denied"])
    yield from _list("几个请求", read["requests"])
    yield from _line_if("账号状态", _words_of("states", read["states"]))
    if read["clauses"]:
        yield _line("单看这句", intent_name(read["intent"] or "nlu_fallback"))
    yield from _line_if("对话中", "；".join(_context(read["context"])))
    yield _line("由此决定", f"{_word('by', read['by'])}（{read['by']}）")
    yield _line("结果", "；".join(_outcome(read)))


def _clause(clause: ClauseRead) -> str:
    acting = words()["acts"][clause["act"]]
    pieces = [f"“{clause['text']}” {acting}" + (f"“{clause['denies']}”" if clause["denies"] else "")]
    if clause["about"]:
        pieces.append(f"→ {_about(clause['about'])}")
    if clause["role"]:
        whose = words()["whose"][clause["role"]["whose"]]
        pieces.append(f"角色 {_role(clause['role']['name'])}（{whose}）")
    pieces += [f"地点 {place['name']}（{words()['whose'][place['whose']]}）" for place in clause["places"]]
    return "，".join(pieces) + ("；不当作问题" if clause["taken_out"] else "")


def _about(about: TracedLabel) -> str:
    intent = intent_name(about["label"])
    name = about["title"] or (
        intent if intent_of(about["label"]) == about["label"] else f"{intent}（{about['label']}）"
    )
    return f"{name} {about['confidence']:.0%} {'明确' if about['clear'] else '不明确'}"


def _context(context: TracedContext) -> Iterator[str]:
    if context["asked"]:
        yield f"刚才问了{words()['asked'][context['asked']]}"
    if context["waiting"]:
        yield f"等着回答的是 {context['waiting']}"
    if context["discussed"]:
        yield f"正在谈 {context['discussed']}"
    if context["role"]:
        yield f"已知角色 {_role(context['role'])}"
    if context["city"]:
        yield f"已知地市 {context['city']}"
    if context["states"]:
        yield f"说过 {_words_of('states', context['states'])}"
    if context["buttons"]:
        yield f"上面有 {context['buttons']} 个按钮可选"
    if context["misses"]:
        yield f"连续 {context['misses']} 次没答上"
    if context["handed_over"]:
        yield "已转人工"


def _outcome(read: MessageRead) -> Iterator[str]:
    yield f"{intent_name(read['becomes'] or 'nlu_fallback')}（{read['becomes'] or '无'}）"
    if read["answer"]:
        yield read["answer"]
    if read["choices"]:
        yield f"选项：{'、'.join(read['choices'])}"
    if read["role"]:
        yield f"记下角色 {_role(read['role'])}"
    if read["city"]:
        yield f"记下地市 {read['city']}"


def _list(name: str, abouts: Iterable[TracedLabel]) -> Iterator[str]:
    for number, about in enumerate(abouts, 1):
        yield _line(name if number == 1 else "", f"{number}. {_about(about)}")


def _line_if(name: str, text: str) -> Iterator[str]:
    if text:
        yield _line(name, text)


def _line(name: str, text: str) -> str:
    wide = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in name)
    return name + " " * (_NAME_WIDTH - wide) + text


def _word(kind: str, name: str) -> str:
    return words()[kind].get(name, name)


def _words_of(kind: str, names: Iterable[str]) -> str:
    return "、".join(_word(kind, name) for name in names)


def _role(id_: str) -> str:
    role = profile().role(id_)
    return role.title if role else id_
