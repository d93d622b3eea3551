"""A hundred simulated users talk to the running assistant. The limits are a little worse than what is measured."""

import asyncio

import pytest

from benchmarks.conversations.assistant import Address
from benchmarks.conversations.bench import play_all
from benchmarks.conversations.figures import Figures, figures
from benchmarks.conversations.judge import Fault
from benchmarks.conversations.record import Played
from benchmarks.conversations.world import load_world
from persistence.key_file import KEY_FILE
from tests.benchmarks.conversations.perfect import CATALOG
from tests.frozen.project import frozen_project
from tests.running import Running

SEED, CONVERSATIONS = 2, 100


@pytest.fixture(scope="module")
def played(assistant: Running) -> list[Played]:
    key = (frozen_project() / KEY_FILE).read_text(encoding="utf-8").strip()
    address = Address(assistant.url, assistant.folder / "conversations.db", key)
    return asyncio.run(play_all(load_world(CATALOG), address, SEED, range(CONVERSATIONS)))


@pytest.fixture(scope="module")
def found(played: list[Played]) -> Figures:
    return figures(played)


def test_wants_are_reached(found: Figures, played: list[Played]) -> None:
    lost = [
        conversation.transcript()
        for conversation in played
        if not all(pursuit.reached for pursuit in conversation.pursuits)
    ]
    assert found.reached >= 0.98, "\n\n".join(lost)


def test_wants_are_reached_with_few_messages(found: Figures) -> None:
    assert found.at_once >= 0.82
    assert found.unhindered >= 0.9
    assert found.whole >= 0.94


@pytest.mark.parametrize(
    ("fault", "most"),
    [
        (Fault.WRONG_ROLE, 1),
        (Fault.WRONG_CITY, 1),
        (Fault.GUESSED, 1),
        (Fault.WRONG_ANSWER, 3),
        (Fault.PERSON, 1),
        (Fault.NEEDLESS, 2),
        (Fault.SECOND_CLICK, 0),
        (Fault.SILENT, 0),
    ],
)
def test_little_goes_wrong(found: Figures, played: list[Played], fault: Fault, most: int) -> None:
    assert found.faults[fault] <= most, "\n\n".join(
        conversation.transcript() for conversation in played if fault in conversation.faults
    )


def test_hardly_anybody_gets_a_wrong_role_s_or_city_s_answer(found: Figures) -> None:
    assert found.wrong_role_or_city <= 1


def test_all_kinds_of_users_were_played(played: list[Played]) -> None:
    ways = {way for conversation in played for turn in conversation.turns for way in turn.ways}
    expected = {
        "a button", "a number", "a double click", "a correction", "another want denied", "a person denied",
        "two wants in a message", "in two messages", "interrupted", "follow-up", "a long silence",
        "somebody else's city", "anger", "thinking aloud",
    }  # fmt: skip
    # What the assistant says changes the draws that follow, and some ways are rare.
    assert len(expected - ways) <= 2, expected - ways
