"""A real FAQ, the frozen one: nothing lost, nothing unexplained."""

from collections import Counter

from converter.lines import Kind
from tests.converter.real import FAQ, conversion


def test_it_has_188_entries_and_64_answers_each_with_its_own_id() -> None:
    ids = [answer.id for answer in conversion().answers]
    assert sum(len(answer.entries) for answer in conversion().answers) == 188
    assert len(ids) == len(set(ids)) == 64
    assert all(ids)


def test_all_its_600_lines_are_accounted_for() -> None:
    kinds = Counter(line.kind for line in conversion().lines)
    assert sum(kinds.values()) == 600
    assert (kinds[Kind.QUESTION], kinds[Kind.ANSWER], kinds[Kind.MORE_ANSWER]) == (188, 188, 2)
    owned = {number for answer in conversion().answers for number in answer.lines}
    assert len(owned) == 188 + 188 + 2


def test_every_finding_is_acknowledged_with_a_reason() -> None:
    assert conversion().verdict.open == ()
    assert all(reason.strip() for _, reason in conversion().verdict.acknowledged)


def test_what_the_owner_has_to_decide_is_among_the_findings() -> None:
    keys = {finding.key for finding, _ in conversion().verdict.acknowledged}
    assert ("place-in-two-lists", ("枣庄",)) in keys
    assert ("contradiction", ("profile_name_id", "registration_withdraw")) in keys
    assert ("contradiction", ("平台自己卖课、有课程",)) in keys
    assert any(kind == "duplicate-question" and "怎么修改单位" in between for kind, between in keys)


def test_no_answer_holds_a_note_to_staff() -> None:
    for answer in conversion().answers:
        assert not any(note.text in answer.text for note in conversion().catalog.notes)


def test_answers_are_sent_as_first_worded() -> None:
    raws = FAQ.read_text(encoding="utf-8").split("\n")
    notes = {"declaration_unavailable", "certificate_sync_missing"}
    for answer in conversion().answers:
        if answer.id not in notes:
            first = answer.entries[0].answer_lines
            assert answer.text == "\n".join(raws[n - 1].strip().removeprefix("回复：") for n in first)
    texts = {answer.id: answer.text for answer in conversion().answers}
    assert texts["declaration_unavailable"] == raws[204].removeprefix("回复：").removesuffix("（查询注册信息）")
    assert texts["certificate_sync_missing"] == raws[269]


def test_titles_fit_a_button_and_are_distinct() -> None:
    titles = [answer.record.title for answer in conversion().answers if answer.record]
    assert len(set(titles)) == 64
    assert max(map(len, titles)) <= 20
