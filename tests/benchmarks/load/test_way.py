"""The page names the modules that a message passes."""

import re

from benchmarks.load.way import PLAIN, WITH_CLAUSE, ways
from tests.running import ROOT


def test_a_message_passes_what_the_page_says_in_that_order() -> None:
    page = (ROOT / "docs/design/pipeline.md").read_text(encoding="utf-8")
    section = page.partition("## The way of one message")[2].partition("A message that words do not make clear")[0]
    rows = [re.findall(r"`([\w/]+\.py)`", line) for line in section.splitlines() if re.search(r"\| \d+ \|", line)]
    assert len(rows) == 10
    for way in ways((PLAIN, WITH_CLAUSE)).values():
        assert {name for row in rows for name in row} <= set(way)
        begins = [way.index(row[0]) for row in rows]
        assert begins[:8] == sorted(begins[:8])
