"""Nothing of the FAQ is lost on the way into data/generated/, and nothing stands there that it does not say."""

import pytest

from converter import output, report
from converter.lines import Kind
from owner.live import ANSWERS as ANSWERS_FILE
from owner.live import index_in
from tests.content.live import GENERATED, catalog, conversion, source

IDS = [record.id for record in catalog().records]


def test_every_entry_has_an_answer_with_an_id_of_its_own() -> None:
    questions = {line.number for line in conversion().lines if line.kind is Kind.QUESTION}
    assert questions == {entry.question_line for answer in conversion().answers for entry in answer.entries}
    ids = [answer.id for answer in conversion().answers]
    assert all(ids)
    assert len(set(ids)) == len(ids)


def test_every_id_has_an_answer() -> None:
    assert set(IDS) == {answer.id for answer in conversion().answers}


def test_every_line_is_accounted_for() -> None:
    rows = report.rows(conversion().lines, conversion().answers, conversion().catalog)
    assert [row.line.number for row in rows if not row.outcome and row.line.kind is not Kind.BLANK] == []


@pytest.mark.parametrize("answer_id", IDS)
def test_an_answer_says_what_stands_in_the_faq(answer_id: str) -> None:
    [answer] = [answer for answer in conversion().answers if answer.id == answer_id]
    source = "\n".join(line.raw for line in conversion().lines)
    for note in sorted((note.text for note in conversion().catalog.notes), key=len, reverse=True):
        assert note not in answer.text
        source = source.replace(note, "")
    assert all(line in source for line in answer.text.split("\n"))


def test_what_is_generated_is_up_to_date() -> None:
    assert output.differences(GENERATED, source().files()) == []


def test_the_index_has_the_lines_of_every_answer() -> None:
    index = index_in((GENERATED / ANSWERS_FILE).read_text(encoding="utf-8")).titles
    assert {id_: one.lines[""] for id_, one in index.items()} == {a.id: a.lines for a in conversion().answers}


def test_nothing_of_the_profile_waits_to_be_mended() -> None:
    assert [finding.describe("") for finding in source().findings] == []
