"""Figures, transcripts and the page, from conversations that are written down here."""

import pytest
import yaml

from benchmarks.conversations.figures import by_want, faults_by_way, figures, telling
from benchmarks.conversations.goals import PLAIN, Goal, Want
from benchmarks.conversations.judge import Fault
from benchmarks.conversations.messages import Button, Message
from benchmarks.conversations.record import Played, Pursuit, Turn
from benchmarks.conversations.report import as_markdown, first_as_yaml, summary


def one(number: int, *pursuits: tuple[str, int, bool], faults: tuple[Fault, ...] = ()) -> Played:
    goal = Goal(number, "unit", "德州", "禹城", "angry", ())
    button = Button("怎么注册", "/ask")
    turn = Turn("在哪打印", [Message("点击" + "很长" * 100, "answer", "certificate_print", buttons=(button,))], faults)
    wants = [Pursuit(Want(PLAIN, id_, (), frozenset()), turns, 2, reached) for id_, turns, reached in pursuits]
    return Played(goal, [turn], wants)


@pytest.fixture
def played() -> list[Played]:
    return [
        one(0, ("certificate_print", 1, True), ("policy_why", 2, True)),
        one(1, ("certificate_print", 3, True), ("policy_why", 4, False), faults=(Fault.WRONG_ROLE, Fault.NEEDLESS)),
        one(2, ("certificate_print", 1, True), faults=(Fault.NOISE,)),
    ]


def test_shares_are_of_all_wants(played: list[Played]) -> None:
    result = figures(played)
    assert (result.conversations, result.wants, result.turns) == (3, 5, 3)
    assert (result.reached, result.at_once, result.unhindered) == (0.8, 0.4, 0.6)
    assert result.turns_of_reached == 7 / 4
    assert result.whole == pytest.approx(2 / 3)
    assert (result.wrong_role_or_city, result.faults[Fault.NEEDLESS], result.faults[Fault.WRONG_CITY]) == (1, 1, 0)


def test_rows_are_by_what_wants_have(played: list[Played]) -> None:
    rows = by_want(played, lambda _, pursuit: (pursuit.want.id,))
    assert [(row.name, row.wants, row.reached) for row in rows] == [
        ("certificate_print", 3, 1.0),
        ("policy_why", 2, 0.5),
    ]


def test_faults_count_in_each_way_of_their_turn() -> None:
    turns = [Turn("", [], (Fault.SILENT,), frozenset({"anger", "a slip"})), Turn("", [], (), frozenset({"anger"}))]
    result = faults_by_way([Played(Goal(0, "unit", "德州", "德州", "angry", ()), turns)])
    assert {way: counts[Fault.SILENT] for way, counts in result.items()} == {"anger": 1, "a slip": 1}


def test_a_transcript_says_who_wanted_what_and_what_was_wrong(played: list[Played]) -> None:
    text = played[1].transcript()
    for piece in (
        "#1 angry",
        "德州",
        "policy_why（没有得到）",
        "用户：在哪打印",
        "[怎么注册]",
        "✗ a wrong role's answer",
    ):
        assert piece in text
    assert "…" in text


def test_the_conversations_that_are_shown_failed_in_different_ways(played: list[Played]) -> None:
    assert [one.goal.number for one in telling(played, 10)] == [1]
    more = [one(n, ("policy_why", 1, True), faults=(Fault.WRONG_CITY,)) for n in range(3, 9)]
    assert {found.goal.number for found in telling([*played, *more], 2)} == {1, 3}


def test_the_page_has_first_and_present_figures(played: list[Played]) -> None:
    first = yaml.safe_load(first_as_yaml(played, 7))
    assert first == {"seed": 7, "figures": summary(figures(played))}
    page = as_markdown(played, 7, first)
    assert "| wants reached | 80.0 % | 80.0 % |" in page
    assert page.count("```text") == 1
