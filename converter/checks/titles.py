"""Checks that users can tell the buttons apart: titles of answers and names of topics."""

from collections.abc import Iterable, Iterator, Mapping

from converter.catalog import Catalog
from converter.checks.structure import CATALOG
from converter.errors import Finding
from converter.folding import fold
from owner.positions import Way

LONGEST = 24
"""Most characters of a title; a button on a phone holds about as many."""


def check_titles(catalog: Catalog) -> Iterator[Finding]:
    """Yield titles and names equal to another one, and titles too long for a button."""
    titles: dict[Way, str] = {("answers", at, "title"): record.title for at, record in enumerate(catalog.records)}
    names: dict[Way, str] = {("topics", id_): name for id_, name in catalog.topics.items()}
    yield from _twice(catalog, titles, "标题")
    yield from _twice(catalog, names, "话题名")
    for way, title in titles.items():
        if len(title) > LONGEST:
            message = f"标题有 {len(title)} 个字，按钮上放不下：“{title[:LONGEST]}…”"
            yield Finding(catalog.line_at(*way), "long-title", message, (title,), path=CATALOG)


def _twice(catalog: Catalog, named: Mapping[Way, str], what: str) -> Iterable[Finding]:
    first: dict[str, Way] = {}
    for way, name in named.items():
        before = first.setdefault(fold(name), way)
        if before != way:
            message = f"{what}“{name}”和第 {catalog.line_at(*before)} 行的一样，用户分不清这两个按钮"
            yield Finding(catalog.line_at(*way), "same-title", message, (name,), path=CATALOG)
