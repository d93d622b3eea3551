"""What an edit of the FAQ changes in data/generated/."""

from collections.abc import Mapping

import pytest

from converter import read
from converter.assign import assign
from converter.render_titles import FILE as INDEX
from tests.converter.real import catalog_text, conversion, faq_lines

NEW = ["8. 平台有没有公众号", "回复：请在微信里搜索平台名称。", ""]


def generated(lines: list[str]) -> Mapping[str, str]:
    """Convert the edited FAQ, with ids for what is new, as `python -m converter` does."""
    faq = "\n".join(lines).encode()
    reading = read(faq, catalog_text())
    catalog, _ = assign(catalog_text(), reading.catalog, reading.answers)
    return read(faq, catalog).files()


def changed(lines: list[str]) -> set[str]:
    before, after = conversion().files(), generated(lines)
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def added_and_removed(name: str, lines: list[str]) -> tuple[set[str], set[str]]:
    before, after = (set(files[name].splitlines()) for files in (conversion().files(), generated(lines)))
    return after - before, before - after


@pytest.mark.parametrize(("before", "topic"), [("1. 怎么下载证书", "certificate"), ("7. 怎么调到临时单位", "transfer")])
def test_an_added_entry_changes_the_file_of_its_topic_and_the_index(before: str, topic: str) -> None:
    at = faq_lines().index(before)
    edited = [*faq_lines()[:at], *NEW, *faq_lines()[at:]]
    assert changed(edited) == {f"{topic}.yml", INDEX}
    added, removed = added_and_removed(f"{topic}.yml", edited)
    assert removed == set()
    assert any("公众号" in line for line in added)


def test_a_moved_entry_changes_the_index_alone() -> None:
    at = faq_lines().index("7. 怎么调到临时单位")
    entry, rest = faq_lines()[at : at + 3], [*faq_lines()[:at], *faq_lines()[at + 3 :]]
    first = rest.index("# 单位调转") + 1
    assert changed([*rest[:first], *entry, *rest[first:]]) == {INDEX}


def test_a_reworded_answer_changes_the_file_of_its_topic_alone() -> None:
    lines = [line.replace("抱歉，临时单位无人审核", "抱歉，临时单位没有人审核") for line in faq_lines()]
    assert changed(lines) == {"transfer.yml"}
