"""Small FAQs and catalogs for tests of one stage."""

from collections.abc import Sequence

from converter import Finding, catalog_file, read
from converter.answers import Answer, build
from converter.catalog import Catalog
from converter.entries import Entry, collect
from converter.lines import Line, classify

CATALOG = """\
sections: {注册: registration, 登录: login}
topics: {registration: 注册, login: 登录}
staff_notes:
- {text: （内部）, instead: 不发给用户}
- {text: '可以申报：', instead: 名单, places: supported}
- {text: '无法申报：', instead: 名单, places: unsupported}
answers: []
"""


def faq(*pairs: tuple[str, str]) -> str:
    """An FAQ with one section; the question of pair n (from 0) is at line 3n + 2."""
    return "\n".join(["# 注册", *(f"1. {question}\n回复：{answer}\n" for question, answer in pairs)])


def catalog(text: str = CATALOG) -> Catalog:
    return catalog_file.load(text)


def lines_of(text: str) -> list[Line]:
    return classify(text, catalog().is_note)


def entries_of(text: str) -> tuple[list[Entry], list[Finding]]:
    return collect(lines_of(text))


def answers_of(*pairs: tuple[str, str]) -> list[Answer]:
    return build(entries_of(faq(*pairs))[0], catalog())


def open_kinds(text: str, catalog_text: str = CATALOG) -> Sequence[str]:
    return [finding.kind for finding in read(text.encode(), catalog_text).verdict.open]
