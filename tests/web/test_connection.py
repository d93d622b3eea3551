"""What becomes of messages when the connection, the server or the page goes away."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Page, Request, Route, expect

from tests.channels.fake_rasa import GREETING, FakeAgent, Running, running
from tests.web.talking import Complaints, bubbles, expected_offline, field, open_page, say, state

pytestmark = pytest.mark.asyncio(loop_scope="module")

LOST = "网络已断开，正在重新连接…"
SECONDS = 15_000
"""Milliseconds, in truth: how long a page may take to be connected again."""


async def test_what_is_typed_while_the_server_is_gone_is_sent_later(
    page: Page, channels: Any, complaints: Complaints
) -> None:
    agent = FakeAgent()
    async with running(*channels(), agent=agent) as server:
        await open_page(page, server)
        port = int(server.url.rpartition(":")[2])
    await expect(state(page)).to_have_text(LOST)
    await say(page, "一")
    await say(page, "二")
    await expect(page.locator(".waiting").first).to_be_visible()
    async with running(*channels(), agent=agent, port=port):
        await expect(state(page)).to_have_text("已连接", timeout=SECONDS)
        await expect(bubbles(page)).to_have_count(5)
        await expect(bubbles(page, "user")).to_have_text(["一", "二"])
        await expect(bubbles(page, "bot")).to_have_text([GREETING["text"], "您说：一", "您说：二"])
        await expect(page.locator(".waiting")).to_have_count(0)
        assert [message.text for message in agent.seen] == ["/greet", "一", "二"]
        assert len({message.sender_id for message in agent.seen}) == 1
    expected_offline(complaints)


# Effects of what is drawn come after the next frame, or a moment later where there is none.
SLOW_TO_DRAW = """
    const later = window.setTimeout.bind(window);
    window.setTimeout = (done, after, ...more) => later(done, after > 0 && after < 200 ? 1500 : after, ...more);
    window.requestAnimationFrame = (done) => later(() => done(performance.now()), 1500);
"""


async def test_a_page_that_is_drawn_later_than_it_is_connected(page: Page, server: Running) -> None:
    await page.add_init_script(SLOW_TO_DRAW)
    await open_page(page, server)
    await expect(state(page)).to_have_text("已连接")


async def test_a_cut_network_comes_back(page: Page, server: Running, complaints: Complaints) -> None:
    await open_page(page, server)
    await page.context.set_offline(True)
    await expect(state(page)).to_have_text(LOST)
    await say(page, "在隧道里")
    await expect(page.locator(".said.user")).to_have_attribute("data-state", "waiting")
    await page.context.set_offline(False)
    await expect(state(page)).to_have_text("已连接", timeout=SECONDS)
    await expect(bubbles(page, "bot").last).to_have_text("您说：在隧道里")
    assert [message.text for message in server.agent.seen].count("在隧道里") == 1
    expected_offline(complaints)


# Ends each random id in the digits of a mobile number, as one in some hundreds does by itself.
UNLUCKY = """
    const random = crypto.getRandomValues.bind(crypto);
    crypto.getRandomValues = (bytes) => {
        random(bytes);
        if (bytes.length === 16) bytes.set([0xa1, 0x38, 0x00, 0x13, 0x80, 0x00], 10);
        return bytes;
    };
"""


async def test_digits_in_an_id_are_nobodys_number(page: Page, server: Running) -> None:
    await page.add_init_script(UNLUCKY)
    await open_page(page, server)
    await say(page, "只问一次")
    await expect(bubbles(page, "bot")).to_have_count(2)
    await page.reload()
    await say(page, "问别的")
    await expect(bubbles(page, "bot").last).to_have_text("您说：问别的")
    asked = [message for message in server.agent.seen if message.text in ("只问一次", "问别的")]
    assert [message.text for message in asked] == ["只问一次", "问别的"]
    assert all((message.message_id or "").endswith("a13800138000") for message in asked)


async def test_an_answer_missed_while_offline_is_shown_afterwards(
    page: Page, server: Running, complaints: Complaints
) -> None:
    await open_page(page, server)
    server.agent.seconds = 1.0
    await say(page, "慢慢说")
    await expect(page.get_by_text("学时助手正在输入")).to_be_visible()
    await page.context.set_offline(True)
    await expect(state(page)).to_have_text(LOST)
    await page.wait_for_timeout(1500)
    server.agent.seconds = 0.0
    await page.context.set_offline(False)
    await expect(state(page)).to_have_text("已连接", timeout=SECONDS)
    await expect(bubbles(page)).to_have_text([GREETING["text"], "慢慢说", "您说：慢慢说"])
    assert [message.text for message in server.agent.seen].count("慢慢说") == 1
    expected_offline(complaints)


async def test_a_message_whose_acknowledgement_was_lost_is_not_asked_twice(page: Page, channels: Any) -> None:
    agent = FakeAgent()
    async with running(*channels(), agent=agent) as server:
        port = int(server.url.rpartition(":")[2])
        # Acknowledgements get lost on the way; all else passes.
        await page.route_web_socket("**/socket.io/**", _without_acknowledgements)
        await open_page(page, server)
        await say(page, "一次")
        await expect(bubbles(page)).to_have_count(3)
        await expect(page.locator(".said.user")).to_have_attribute("data-state", "waiting")
    async with running(*channels(), agent=agent, port=port):
        await page.reload()
        await expect(state(page)).to_have_text("已连接", timeout=SECONDS)
        await expect(bubbles(page)).to_have_text([GREETING["text"], "一次", "您说：一次"])
        await expect(page.locator(".said.user")).to_have_attribute("data-state", "arrived")
        await say(page, "好了")
        await expect(bubbles(page).last).to_have_text("您说：好了")
    assert [message.text for message in agent.seen] == ["/greet", "一次", "好了"]


def _without_acknowledgements(socket: Any) -> None:
    server = socket.connect_to_server()
    socket.on_message(server.send)
    # Socket.IO's packet type 3 in Engine.IO's type 4.
    server.on_message(lambda message: None if str(message).startswith("43") else socket.send(message))


async def test_a_message_lost_on_its_way_is_sent_again_as_such(page: Page, server: Running) -> None:
    sent: list[str] = []
    upgraded = asyncio.Event()

    def lose_the_first(socket: Any) -> None:
        behind = socket.connect_to_server()

        async def forward(message: str | bytes) -> None:
            if "user_uttered" in str(message) and "/greet" not in str(message):
                sent.append(str(message))
                if len(sent) == 1:
                    await socket.close()
                    await behind.close()
                    return
            # Engine.IO's sign that from here on all goes over the web socket.
            if message == "5":
                upgraded.set()
            behind.send(message)

        socket.on_message(forward)
        behind.on_message(socket.send)

    def hear(request: Request) -> None:
        # Until it is upgraded, the next connection sends by requests.
        if "user_uttered" in (request.post_data or "") and "/greet" not in (request.post_data or ""):
            sent.append(str(request.post_data))

    page.on("request", hear)
    await page.route_web_socket("**/socket.io/**", lose_the_first)
    await open_page(page, server)
    await asyncio.wait_for(upgraded.wait(), SECONDS / 1000)
    await say(page, "丢了")
    await expect(bubbles(page)).to_have_text([GREETING["text"], "丢了", "您说：丢了"], timeout=SECONDS)
    assert ['"again":true' in message for message in sent] == [False, True]
    assert [message.text for message in server.agent.seen].count("丢了") == 1


async def test_a_session_that_nobody_confirms_is_asked_for_again(page: Page, server: Running) -> None:
    lost: list[str] = []

    async def lose_the_first(route: Route) -> None:
        if "session_request" in (route.request.post_data or "") and not lost:
            lost.append(str(route.request.post_data))
            await route.fulfill(body="ok", content_type="text/html")
        else:
            await route.continue_()

    await page.route("**/socket.io/**", lose_the_first)
    # Requests alone: over a web socket nothing is lost by itself.
    await page.route_web_socket("**/socket.io/**", lambda socket: socket.close())
    await page.goto(server.url)
    await expect(state(page)).to_have_text("已连接", timeout=SECONDS)
    assert len(lost) == 1
    await say(page, "听到了吗")
    await expect(bubbles(page, "bot").last).to_have_text("您说：听到了吗")


async def test_a_first_packet_that_hangs_is_sent_again(page: Page, server: Running) -> None:
    hanging: list[str] = []

    async def hold_the_first(route: Route) -> None:
        # Socket.IO's packet type 0 in Engine.IO's type 4.
        if (route.request.post_data or "").startswith("40") and not hanging:
            hanging.append(str(route.request.post_data))
        else:
            await route.continue_()

    await page.route("**/socket.io/**", hold_the_first)
    await page.route_web_socket("**/socket.io/**", lambda socket: socket.close())
    await page.goto(server.url)
    await expect(state(page)).to_have_text("已连接", timeout=2 * SECONDS)
    assert len(hanging) == 1


async def test_what_waits_outlives_a_reload(page: Page, channels: Any, complaints: Complaints) -> None:
    agent = FakeAgent()
    async with running(*channels(), agent=agent) as server:
        await open_page(page, server)
        port = int(server.url.rpartition(":")[2])
        await page.route("**/socket.io/**", lambda route: route.abort())
        await page.route_web_socket("**/socket.io/**", lambda socket: socket.close())
        await page.reload()
        await say(page, "没有网络")
        await page.reload()
        await expect(bubbles(page)).to_have_text(["没有网络"])
        await expect(page.locator(".said.user")).to_have_attribute("data-state", "waiting")
    await page.unroute_all()
    other = await page.context.new_page()
    async with running(*channels(), agent=agent, port=port):
        await expect(bubbles(page, "bot").last).to_have_text("您说：没有网络", timeout=SECONDS)
    await other.close()
    expected_offline(complaints)


async def test_a_message_that_was_not_taken_can_be_sent_again(page: Page, server: Running) -> None:
    await open_page(page, server)
    for number in range(24):
        await say(page, f"快{number}")
    rejected = page.locator(".said.user[data-state=rejected]")
    await expect(rejected.first).to_contain_text("未发送")
    await expect(bubbles(page, "bot").filter(has_text="您发送得太快了").first).to_be_visible()
    text = await bubbles(page, "user").filter(has_text="快23").inner_text()
    assert text not in [message.text for message in server.agent.seen]
    # as long as the limit of ten seconds asks for
    await page.wait_for_timeout(10_500)
    await rejected.last.get_by_role("button", name="重试").click()
    await expect(bubbles(page).last).to_have_text(f"您说：{text}")
    assert [message.text for message in server.agent.seen].count(text) == 1
    await expect(bubbles(page, "user").filter(has_text="快23")).to_have_count(1)


async def test_a_session_the_server_does_not_know_begins_anew(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "您好")
    await expect(bubbles(page)).to_have_count(3)
    await page.evaluate("localStorage.setItem('xueshi-session', 'someone-elses')")
    await page.reload()
    await expect(bubbles(page)).to_have_text([GREETING["text"]])
    await field(page).fill("")


async def test_a_message_whose_server_died_is_answered_by_the_next(
    page: Page, channels: Any, complaints: Complaints
) -> None:
    hanging = FakeAgent()
    async with running(*channels(), agent=hanging) as server:
        await open_page(page, server)
        port = int(server.url.rpartition(":")[2])
        hanging.seconds = 60
        await say(page, "没等到")
        await expect(page.locator(".said.user").last).not_to_have_attribute("data-state", "waiting")
    hanging.seconds = 0.0
    async with running(*channels(), agent=hanging, port=port):
        await expect(bubbles(page)).to_have_text([GREETING["text"], "没等到", "您说：没等到"], timeout=SECONDS)
        await expect(page.locator(".said.user")).to_have_count(1)
    expected_offline(complaints)
