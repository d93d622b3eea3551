"""A hundred simulated users talk to the running assistant. Shares are a little below the first that were measured."""

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
    lost = [one.transcript() for one in played if not all(pursuit.reached for pursuit in one.pursuits)]
    assert found.reached >= 0.9, "\n\n".join(lost)


def test_wants_are_reached_with_few_messages(found: Figures) -> None:
    assert found.at_once >= 0.6
    assert found.unhindered >= 0.6


def test_no_more_wrong_answers_than_at_first(found: Figures, played: list[Played]) -> None:
    wrong = {Fault.WRONG_ROLE, Fault.WRONG_CITY, Fault.GUESSED, Fault.WRONG_ANSWER}
    shown = "\n\n".join(one.transcript() for one in played if wrong & set(one.faults))
    assert found.faults[Fault.WRONG_ROLE] <= 20, shown
    assert found.faults[Fault.WRONG_CITY] <= 20, shown
    assert found.faults[Fault.WRONG_ANSWER] <= 20, shown


def test_a_second_click_does_nothing_and_every_message_is_answered(found: Figures) -> None:
    assert (found.faults[Fault.SECOND_CLICK], found.faults[Fault.SILENT]) == (0, 0)


def test_all_kinds_of_users_were_played(played: list[Played]) -> None:
    ways = {way for one in played for turn in one.turns for way in turn.ways}
    assert {
        "a button", "a number", "a double click", "a correction", "another want denied", "a person denied",
        "two wants in a message", "in two messages", "interrupted", "follow-up", "a long silence",
        "somebody else's city", "anger", "thinking aloud",
    } <= ways  # fmt: skip
