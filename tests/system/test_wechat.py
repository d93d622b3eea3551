"""The assistant in a WeChat official account, with the platform's simulator at the other end and real time."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web

from actions.tickets.store import TicketStore
from channels.one_turn import apology
from channels.wechat.menu import read_menu
from launch.ports import free_port
from tests.converter.real import conversion
from tests.desk_console import DeskConsole
from tests.desk_receiver import SECRET, Receiver, signed
from tests.frozen.project import frozen_project
from tests.persistence.helpdesk.desk import TestDesk
from tests.running import Running, running_assistant, wait_until_it_answers
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.interfaces import Interfaces
from tools.wechat_simulator.platform import Platform

# One loop for the module: the simulator serves the interfaces that the running assistant knows.
pytestmark = pytest.mark.asyncio(loop_scope="module")

HANDOFF = "这边帮您转接人工坐席，请稍等......"


@asynccontextmanager
async def new_platform() -> AsyncIterator[Platform]:
    account = OfficialAccount()
    async with Platform(account, Interfaces(account)).running() as platform:
        yield platform


def variables(platform: Platform) -> dict[str, str]:
    return {**platform.account.environment(platform.api_url), "SESSION_SECRET": "9c1f7ab24e60d83b5a7e12f4c86d09b3"}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def platform() -> AsyncIterator[Platform]:
    async with new_platform() as it:
        yield it


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def connected(
    tmp_path_factory: pytest.TempPathFactory, platform: Platform, receiver: Receiver
) -> AsyncIterator[Running]:
    """Serve the account, with a desk behind it."""
    folder = tmp_path_factory.mktemp("wechat")
    desk = {"HANDOFF_WEBHOOK_URL": receiver.url, "HANDOFF_WEBHOOK_SECRET": SECRET.decode()}
    with running_assistant(folder, {**variables(platform), **desk}) as running:
        platform.urls = [f"{running.url}/webhooks/wechat/webhook"]
        yield running


async def test_an_answer_in_the_owner_s_words(connected: Running, platform: Platform) -> None:
    [answer] = [answer for answer in conversion().answers if answer.id == "certificate_print"]
    user = platform.user()
    await platform.say(user, "证书怎么打印")
    [seen] = user.seen
    assert seen.way == "reply"
    assert seen.text.startswith(answer.text)


async def test_a_new_follower_is_greeted_and_taps_a_question(connected: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.event(user, "subscribe", EventKey="")
    [greeting] = user.seen
    assert greeting.text.startswith("您好，我是学时助手")
    assert greeting.choices
    await platform.tap(user, greeting.choices[0])
    assert user.seen[-1].way == "reply"
    assert user.seen[-1].text != apology()


async def test_each_entry_of_the_menu_leads_somewhere(connected: Running, platform: Platform) -> None:
    entries = [one for entry in read_menu()["button"] for one in entry.get("sub_button", [entry])]
    for entry in entries:
        user = platform.user()
        await platform.event(user, "CLICK", EventKey=entry["key"])
        [seen] = user.seen
        assert not seen.text.startswith(("抱歉", apology())), entry


@pytest.mark.parametrize("way", ["number", "title", "tap"])
async def test_a_button_by_number_by_title_or_by_tapping(connected: Running, platform: Platform, way: str) -> None:
    user = platform.user()
    await platform.say(user, "忘记密码")
    [asked] = user.seen
    unit = next(choice for choice in asked.choices if "用人单位" in choice.label)
    if way == "tap":
        await platform.tap(user, unit)
    else:
        await platform.say(user, unit.label.partition(".")[0] if way == "number" else unit.content)
    assert "上级审核部门" in user.seen[-1].text
    assert user.seen[-1].way == "reply"


async def test_a_person_takes_over_speaks_and_hands_back(
    connected: Running, platform: Platform, receiver: Receiver
) -> None:
    user = platform.user()
    await platform.say(user, "转人工")
    assert user.seen[0].text.startswith(HANDOFF)
    await platform.say(user, "我的手机13800138000")
    # Other users of these tests have tickets, too.
    conversation = receiver.first(event="message", text="我的手机【手机号】")["conversation"]
    assert receiver.first(event="opened", conversation=conversation)["channel"] == "wechat"
    assert user.open_id not in str(receiver.heard)
    count = len(user.seen)
    await from_desk(connected, {"conversation": conversation, "event": "message", "text": "您好，请讲"})
    seen = await user.sees(count + 1)
    assert (seen[-1].way, seen[-1].text) == ("message", "您好，请讲")
    await from_desk(connected, {"conversation": conversation, "event": "closed"})
    assert "由我继续" in (await user.sees(count + 2))[-1].text


async def test_nothing_of_them_is_in_the_log(connected: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.say(user, "我是王小明，证书怎么打印呢")
    account = platform.account
    for secret in (user.open_id, "王小明", account.token, account.aes_key, account.app_secret):
        assert secret not in connected.log
    assert not any(user.open_id in path.read_text("utf-8", "ignore") for path in connected.folder.glob("*.db*"))


async def test_where_wechat_s_own_people_are_asked_there_is_a_ticket_too(tmp_path: Path) -> None:
    async with new_platform() as platform:
        more = {**variables(platform), "WECHAT_TRANSFER": "on"}
        with running_assistant(tmp_path, more) as running:
            platform.urls = [f"{running.url}/webhooks/wechat/webhook"]
            user = platform.user()
            await platform.say(user, "转人工")
            handed, *replies = await user.sees(2)
            assert handed.way == "transfer"
            assert [one.text for one in replies] == [HANDOFF], "who of them is there nobody here knows"
    [ticket] = TicketStore(f"sqlite:///{tmp_path / 'conversations.db'}").all()
    assert (ticket["channel"], ticket["reason"]) == ("wechat", "asked")


async def test_the_built_in_desk_reaches_its_users_too(tmp_path: Path) -> None:
    desk = TestDesk(f"sqlite:///{tmp_path / 'conversations.db'}")
    desk.agent("小王", seen=time.time() + 1e6)
    async with new_platform() as platform:
        with running_assistant(tmp_path, variables(platform)) as running:
            platform.urls = [f"{running.url}/webhooks/wechat/webhook"]
            console = DeskConsole(desk, running.url, variables(platform)["SESSION_SECRET"])
            user = platform.user()
            await platform.say(user, "转人工")
            assert "正在为您接入人工客服" in user.seen[-1].text
            [ticket] = desk.store.all()
            assert await console.post({"conversation": ticket["conversation"], "event": "queue", "waiting": 0}) == 200
            desk.handovers.claim(ticket["id"], "小王")
            console.writes(ticket["id"], "小王", "您好，请讲")
            assert await console.deliver() == [200, 200]
            seen = await user.sees(3)
            told = [("message", "客服小王已接入，请直接说您的问题。"), ("message", "您好，请讲")]
            assert [(one.way, one.text) for one in seen[1:]] == told, "a place that moves is no message"
            await platform.say(user, "我的密码忘了")
            assert len(user.seen) == 3, "the assistant is silent"
            await platform.say(user, "有人吗")
            assert user.seen[-1].text == "客服小王正在接待您，能看到您的消息，请稍候。"
            desk.handovers.close(ticket["id"], "小王", "solved")
            assert await console.deliver() == [200]
            over, question = (await user.sees(6))[-2:]
            assert over.text == "人工接待已结束，由我继续为您解答。"
            await platform.tap(user, question.choices[1])
            assert desk.row(ticket["id"]).ended == "unsolved"
            await platform.say(user, "转人工")
            again = console.open_ticket(ticket["conversation"])
            desk.handovers.claim(again, "小王")
            console.writes(again, "小王", "查到了")
            # 48 hours after the user's last message WeChat takes nothing more.
            platform.interfaces.forget(user.open_id)
            count = len(user.seen)
            assert await console.deliver() == [200, 200]
            await platform.say(user, "还在吗")
            seen = await user.sees(count + 1)
            assert "查到了" in "".join(one.text for one in seen[count:]), "it comes with their next message"


@asynccontextmanager
async def without_actions(folder: Path, platform: Platform, actions: str) -> AsyncIterator[Platform]:
    """Serve the account with the action server at the address `actions`, whatever is there."""
    port = free_port()
    environment = {
        **os.environ, **variables(platform),
        "DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}", "ACTION_ENDPOINT_URL": actions,
    }  # fmt: skip
    command = [sys.executable, "-m", "launch", "server", "--port", str(port), "--action-port", str(port)]
    process = subprocess.Popen(
        command, cwd=frozen_project(), env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/readyz", process)
        platform.urls = [f"http://127.0.0.1:{port}/webhooks/wechat/webhook"]
        yield platform
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(process.wait, 60)


@asynccontextmanager
async def slow_actions() -> AsyncIterator[str]:
    """Serve an action server that takes six seconds; yields its address."""

    async def act(_: web.Request) -> web.Response:
        await asyncio.sleep(6)
        return web.json_response({"events": [], "responses": [{"text": "终于好了"}]})

    app = web.Application()
    app.router.add_post("/webhook", act)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    finally:
        # The loop of the tests would wait for it for ever when it ends.
        await runner.cleanup()


async def test_an_action_server_that_takes_six_seconds(tmp_path: Path) -> None:
    async with (
        slow_actions() as actions,
        new_platform() as platform,
        without_actions(tmp_path, platform, actions),
    ):
        slow, quick = platform.user(), platform.user()
        waiting = asyncio.ensure_future(platform.say(slow, "转人工"))
        await platform.say(quick, "证书怎么打印")
        assert quick.seen[0].way == "reply", "nobody waits for others"
        await waiting
        assert slow.seen == [], "an empty answer came in time"
        assert [(one.way, one.text) for one in await slow.sees(1)] == [("message", "终于好了")]
    assert len(slow.seen) == 1


async def test_an_action_server_that_is_down(tmp_path: Path) -> None:
    async with new_platform() as platform, without_actions(tmp_path, platform, "http://127.0.0.1:1/webhook"):
        user = platform.user()
        await platform.say(user, "转人工")
        assert [(message.way, message.text) for message in user.seen] == [("reply", apology())]
        await platform.say(user, "证书怎么打印")
        assert user.seen[-1].text != apology()


async def from_desk(connected: Running, packet: dict[str, str]) -> None:
    body, headers = signed(packet)
    url = f"{connected.url}/webhooks/desk/webhook"
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as response:
        assert response.status == 200
