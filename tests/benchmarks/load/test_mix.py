"""What the users of a measurement say is what the measurement takes it for."""

from itertools import islice

import pytest

from benchmarks.load.mix import ACTION, PLAIN, messages
from benchmarks.load.users import crowd, user
from tests.running import Running
from tests.talking import talking_to


def test_every_third_message_needs_an_action() -> None:
    said = list(islice(messages(0), 18))
    assert [needs for _, needs in said] == [False, False, True] * 6
    assert {text for text, needs in said if needs} == set(ACTION)
    assert {text for text, needs in said if not needs} <= set(PLAIN)


def test_users_begin_at_different_questions() -> None:
    assert len({next(messages(number)) for number in range(6)}) > 2


@pytest.mark.parametrize("text", [*PLAIN, *ACTION])
async def test_each_is_answered_with_one_message(assistant: Running, text: str) -> None:
    async with talking_to(assistant.url) as talk:
        (answer,) = await talk.say(text)
    assert answer["metadata"]["outcome"] == "answer"


async def test_users_hear_what_they_asked_for(assistant: Running) -> None:
    async with user(assistant.url) as asking:
        await asking.say(ACTION[0])
        assert "德州" in asking.last


async def test_a_crowd_has_its_turns_counted(assistant: Running) -> None:
    result = await crowd(assistant.url, users=4, seconds=1.5)
    assert not result.unanswered
    assert result.plain
    assert result.action
    assert result.rate == pytest.approx(len(result.all) / result.seconds)
    assert result.seconds >= 1.5
