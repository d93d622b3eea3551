"""The form in WeChat: a link that is good once, which stands in no conversation."""

import json
from pathlib import Path

import pytest

from channels.rest.output import RestOutput
from channels.staff_form.linking import offer_link
from channels.staff_form.receiver import form_receiver
from channels.wechat.output import WeChatOutput
from settings.processes import rasa_server
from tests.channels.wechat.conftest import Connect
from tests.persistence.helpdesk.desk import TestDesk
from tools.wechat_simulator.platform import Platform

pytestmark = pytest.mark.asyncio


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TestDesk:
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("ALLOWED_HOSTS", "assistant.example.org")
    rasa_server.cache_clear()
    desk = TestDesk(url)
    desk.agent("小王")
    return desk


def claimed(desk: TestDesk, conversation: str) -> None:
    desk.handovers.claim(desk.asks(conversation), "小王")


async def test_who_asks_for_it_gets_a_link_in_place_of_a_turn(
    connect: Connect, desk: TestDesk, platform: Platform
) -> None:
    async with connect({}) as server:
        user = platform.user()
        await platform.say(user, "填写资料")
        assert user.seen[-1].text == "您说：填写资料", "nobody has the conversation"
        conversation = server.agent.seen[0].sender_id
        claimed(desk, conversation)
        await platform.say(user, "填写资料")
        link = user.seen[-1].text.removeprefix("form_link：")
        assert link.startswith("https://assistant.example.org/form#")
        assert len(server.agent.seen) == 1
        tracker = await server.agent.tracker_store.retrieve_full_tracker(conversation)
        assert tracker
        assert link not in json.dumps([event.as_dict() for event in tracker.events])


async def test_the_link_that_an_agent_sends_goes_to_wechat_alone(desk: TestDesk) -> None:
    form = form_receiver(rasa_server())
    assert form
    wechat, other = WeChatOutput(), RestOutput()
    for output in (wechat, other):
        await offer_link(output, "wechat-a", form)
    assert (wechat.messages, other.messages) == ([], [])
    claimed(desk, "wechat-a")
    for output in (wechat, other):
        await offer_link(output, "wechat-a", form)
    assert [message["text"].partition("#")[0] for message in wechat.messages] == [
        "form_link：https://assistant.example.org/form"
    ]
    assert other.messages == []
