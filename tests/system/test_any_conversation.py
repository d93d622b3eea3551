"""Whatever is said or pressed in whatever order: there is a reply, nothing goes round in circles, nothing is raised."""

import asyncio
import random
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

import pytest

from converter.handwritten import asked_by_hand
from tests.running import ROOT, Running
from tests.talking import Talk, talking_to

SEQUENCES = 320
AT_ONCE = 8
LONGEST = 12
TIMES_ASKED = 3
TIMES_DECLINED = 2
"""In a row; the next miss hands over."""

ODD = [
    "",
    " ",
    "1",
    "第二个",
    "最后一个",
    "99",
    "?",
    "。",
    "/restart",
    "<b>",
    "😀",
    "济南",
    "个人",
    "那烟台呢",
    "a" * 600,
]


@lru_cache(maxsize=1)
def choices() -> tuple[Sequence[str], ...]:
    """What is taught, what of it is no question of the FAQ, and what is odd: read where it is said, by one process."""
    taught = asked_by_hand(ROOT / "data", ROOT)
    talk = [question.text for question in asked_by_hand(ROOT / "data/nlu", ROOT) if "/faq/" not in question.path]
    return [question.text for question in taught], talk, ODD


async def converse(talk: Talk, chance: random.Random) -> list[tuple[str, list[dict[str, Any]]]]:
    """Say something at random up to twelve times, half of the time by a button that is there."""
    turns: list[tuple[str, list[dict[str, Any]]]] = []
    for _ in range(chance.randint(1, LONGEST)):
        buttons = [button for message in (turns[-1][1] if turns else []) for button in message.get("quick_replies", [])]
        if buttons and chance.random() < 0.5:
            text = str(chance.choice(buttons)["payload"])
        else:
            text = chance.choice(chance.choices(choices(), [6, 3, 1])[0])
        if text.strip():
            turns.append((text, await talk.say(text)))
    return turns


def faults(turns: Sequence[tuple[str, list[dict[str, Any]]]]) -> list[str]:
    metadata = [messages[0]["metadata"] if messages else {} for _, messages in turns]
    found = [f"no reply: {text}" for text, messages in turns if not any(m["text"] for m in messages)]
    found += [f"an apology: {text}" for (text, _), data in zip(turns, metadata, strict=True) if _is_apology(data)]
    for asked, same in groupby(metadata, key=lambda data: (data.get("asks"), data.get("about"))):
        if asked[0] and len(list(same)) > TIMES_ASKED:
            found.append(f"asked for ever: {asked}")
    for missed, same in groupby(metadata, key=lambda data: data.get("outcome") == "decline" and not data.get("reason")):
        if missed and len(list(same)) > TIMES_DECLINED:
            found.append("declined for ever")
    return found


def _is_apology(data: dict[str, Any]) -> bool:
    return data.get("reason") in ("silent", "error")


async def one(url: str, seed: int, limit: asyncio.Semaphore) -> str:
    async with limit, talking_to(url) as talk:
        turns = await converse(talk, random.Random(seed))
    wrong = faults(turns)
    return f"seed {seed}: {wrong} in {[text[:40] for text, _ in turns]}" if wrong else ""


async def test_any_sequence_of_messages(assistant: Running) -> None:
    limit = asyncio.Semaphore(AT_ONCE)
    result = await asyncio.gather(*(one(assistant.url, seed, limit) for seed in range(SEQUENCES)))
    assert not [wrong for wrong in result if wrong]
    assert "Traceback" not in assistant.log


@pytest.mark.parametrize(
    ("outcomes", "wrong"),
    [(["decline"] * 2, False), (["decline"] * 3, True), (["decline", "decline", "handoff"], False), ([None], True)],
)
def test_the_property_can_fail(outcomes: list[str | None], wrong: bool) -> None:
    turns = [("x", [{"text": "y", "metadata": {"outcome": outcome}}] if outcome else []) for outcome in outcomes]
    assert bool(faults(turns)) is wrong
