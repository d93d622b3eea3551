"""What the page offers while one types is what the running assistant can answer."""

from typing import Any

import aiohttp
import pytest

from tests.running import Running
from tests.talking import talking_to

pytestmark = pytest.mark.asyncio


def is_understood(said: dict[str, Any], title: str) -> bool:
    """Say whether a message answers, asks who wants to know, hands over, or has that title among what it offers."""
    outcome = said["metadata"]["outcome"]
    offered = [button["title"] for button in said.get("quick_replies", [])]
    return outcome in ("answer", "ask", "handoff") or (outcome == "offer" and title in offered)


async def test_every_title_that_is_offered_is_answered(assistant: Running) -> None:
    async with aiohttp.ClientSession(assistant.url) as http, http.get("/web/page.json") as answer:
        data = await answer.json()
    titles = [title["title"] for title in data["titles"]]
    assert len(titles) > 60
    # What people ask is read from the model's file.
    assert "怎么注册" in {titles[number] for number in data["words"]["开户"]}
    missed = []
    for title in titles:
        async with talking_to(assistant.url) as talk:
            said = (await talk.say(title))[0]
        if not is_understood(said, title):
            missed.append((title, said["metadata"]["outcome"]))
    assert not missed, str(missed)
