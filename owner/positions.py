"""Parses YAML and records the line of each value by its path."""

import re
from collections.abc import Iterator, Mapping

import yaml

Way = tuple[str | int, ...]
"""A path of keys and indices from the top: ("roles", 0, "title")."""

Wrong = tuple[Way, str]
"""The path of a mistake, and its description in Chinese."""


class NotYaml(Exception):
    """The text is no valid YAML, or has a key twice; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class _Texts(yaml.SafeLoader):
    """Reads every value as a text: 08:30 is no number, 2026-10-01 no date, "no" not false."""


class _QuickTexts(yaml.CSafeLoader):
    """The same in C: fifty times as fast, but its messages are poorer and deep nesting ends the process."""


_Texts.yaml_implicit_resolvers = {}
_QuickTexts.yaml_implicit_resolvers = {}

_PROBLEMS: Mapping[str, str] = {
    "mapping values are not allowed": "值里有“: ”时要加引号，或上一行的缩进不对",
    "could not find expected ':'": "这一行或上一行少了“: ”",
    "unexpected end of stream": "有引号没有成对",
    "expected ',' or": "方括号、花括号里少了逗号或右括号",
    "expected <block end>": "缩进和上面的不一致，或引号后面还有字",
    "cannot start any token": "值以 @、%、`、& 等符号开头时要加引号",
    "alias": "值以 * 开头时要加引号",
    "expected alphabetic or numeric": "值以 *、& 开头时要加引号",
    "expected the node content": "这里缺了内容，或括号没有成对",
}
"""Part of the parser's message -> a hint in Chinese for the editor."""

_ANY_PROBLEM = "请检查这一行和上一行的缩进、引号和冒号"
_MOST_BRACKETS = 5_000
_CONFLICT = re.compile(r"(?:<{7}|>{7}|={7})(?!\S)")
_DEEP = re.compile(r"^[ \t?-]{1000}", re.MULTILINE)
_WIDE_BLANKS = ("\u3000", "\xa0")
_NEAR = 12
"""How many lines before the one with the error are searched for its cause."""


def parse(text: str) -> tuple[object, dict[Way, int]]:
    """Return the file's value, with all scalars as texts, and the line of each path. Raises NotYaml."""
    try:
        node = _composed(text)
        lines: dict[Way, int] = {}
        return (None if node is None else _value(node, (), lines)), lines
    except yaml.MarkedYAMLError as bad:
        raise _in_chinese(bad, text) from bad
    except (yaml.YAMLError, RecursionError) as bad:
        line = text.count("\n", 0, getattr(bad, "position", 0)) + 1
        raise NotYaml("不是合法的 YAML：有不允许的字符，或嵌套太深", line) from bad


def _composed(text: str) -> yaml.Node | None:
    if text.count("[") + text.count("{") < _MOST_BRACKETS and not _DEEP.search(text):
        try:
            return yaml.compose(text, Loader=_QuickTexts)
        except yaml.YAMLError:
            # The other loader has the better message.
            pass
    return yaml.compose(text, Loader=_Texts)


def line_of(way: Way, lines: Mapping[Way, int]) -> int:
    """Return the line of the value at `way`, or of its nearest parent that exists."""
    for end in range(len(way), -1, -1):
        if way[:end] in lines:
            return lines[way[:end]]
    return 1


def _value(node: yaml.Node, way: Way, lines: dict[Way, int]) -> object:
    lines.setdefault(way, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, way, lines))
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*way, number), lines) for number, item in enumerate(node.value)]
    return str(node.value)


def _pairs(node: yaml.MappingNode, way: Way, lines: dict[Way, int]) -> Iterator[tuple[str, object]]:
    seen: set[str] = set()
    for key, value in node.value:
        name, line = str(key.value), key.start_mark.line + 1
        if name in seen:
            raise NotYaml(f"“{name}”写了两次", line)
        seen.add(name)
        inner: Way = (*way, name)
        lines[inner] = line
        yield name, _value(value, inner, lines)


def _in_chinese(bad: yaml.MarkedYAMLError, text: str) -> NotYaml:
    # A name without a colon may be noticed many lines below.
    begins = bad.context == "while scanning a simple key"
    mark = (bad.context_mark if begins else bad.problem_mark) or bad.context_mark
    at, rows = mark.line if mark else 0, text.splitlines()
    for number, row in enumerate(rows):
        if _CONFLICT.match(row):
            return NotYaml("这是两份改动合并时留下的记号：在两份里留下对的一份，连记号一起整理好", number + 1)
    if at < len(rows) and "\t" in rows[at]:
        return NotYaml("这一行有制表符（Tab），请改成空格", at + 1)
    # The parser reads such a line as part of the value above and fails at a later one.
    for number in range(min(at, len(rows) - 1), max(-1, at - _NEAR), -1):
        if rows[number].lstrip(" ").startswith(_WIDE_BLANKS) and ":" in rows[number].partition("#")[0]:
            return NotYaml("这一行开头有全角空格，请改成半角空格，和上下对齐", number + 1)
    for number in (at, at - 1, at - 2):
        row = rows[number] if 0 <= number < len(rows) else ""
        if "：" in row and ": " not in row and not row.lstrip().startswith("#"):
            return NotYaml("这一行用了全角冒号“：”，键后面应是半角冒号和空格“: ”", number + 1)
    # The part after ", but" may match another hint: "expected <block end>, but found ':'".
    problem = str(bad.problem).partition(", but")[0]
    what = next((meaning for words, meaning in _PROBLEMS.items() if words in problem), _ANY_PROBLEM)
    return NotYaml(f"不是合法的 YAML：{what}", at + 1)
