"""A person answers on the page: whose words they are, how the wait goes, and that nothing is overlooked."""

from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect
from rasa.shared.core.events import BotUttered

from channels.bot_message import store_and_send
from channels.webchat.input import WebChatInput
from channels.webchat.output import WebChatOutput
from tests.channels.fake_rasa import Running
from tests.web.axe import findings
from tests.web.talking import Place, bubbles, open_page, say
from tests.web.test_widget import frame, greeted, launcher

pytestmark = pytest.mark.asyncio(loop_scope="module")

RESUME = {"title": "继续由助手回答", "payload": "/resume"}
IN_QUEUE = {"outcome": "handoff", "waits": True}
WAITS: dict[str, Any] = {"text": "前面还有 2 位", "buttons": [RESUME], "metadata": IN_QUEUE}
CLAIMED = {"outcome": "handoff", "from": "notice", "agent": "小王"}
SPOKEN = {"outcome": "handoff", "from": "person", "agent": "小王"}


@pytest.fixture(autouse=True)
def _asked(server: Running) -> Any:
    """The bot answers 转人工 as it does while somebody is there."""
    server.agent.answers = {"转人工": [WAITS]}
    yield
    server.agent.answers = {}


def output(server: Running) -> WebChatOutput:
    [chat] = [
        input_channel for input_channel in server.app.ctx.input_channels if isinstance(input_channel, WebChatInput)
    ]
    result = chat.get_output_channel()
    assert result
    return result


async def tell(server: Running, text: str, **metadata: object) -> None:
    """The desk says something to whoever has spoken last."""
    said = BotUttered(text, metadata={"metadata": metadata})
    await store_and_send(server.agent, output(server), server.agent.seen[-1].sender_id, said)


async def move(server: Running, waiting: int) -> None:
    await output(server).show_queue(server.agent.seen[-1].sender_id, waiting)


async def ask_for_a_person(place: Place) -> None:
    await say(place, "转人工")
    await expect(bubbles(place, "bot").last).to_have_text(WAITS["text"])


def lines(place: Place) -> Locator:
    return place.locator(".row.line")


async def test_who_has_a_person_is_offered_no_other(page: Page, server: Running) -> None:
    await open_page(page, server)
    await ask_for_a_person(page)
    asks = page.locator(".head").get_by_role("button", name="转人工", exact=True)
    await expect(asks).to_be_enabled()
    await tell(server, "客服小王已接入，请直接说您的问题。", **CLAIMED)
    has = page.locator(".head").get_by_role("button", name="已转人工")
    await expect(has).to_be_disabled()
    await expect(asks).to_have_count(0)
    heard = len(server.agent.seen)
    await has.click(force=True)
    await say(page, "在吗")
    await expect(bubbles(page, "user").last).to_have_text("在吗")
    assert len(server.agent.seen) - heard <= 1
    assert await findings(page) == []
    await tell(server, "小王已结束对话，助手继续为您服务。", outcome="chat", **{"from": "notice"})
    await expect(asks).to_be_enabled()


@pytest.mark.parametrize(("width", "dark"), [(390, False), (1280, True)])
async def test_a_person_s_words_look_like_a_person_s(page: Page, server: Running, width: int, dark: bool) -> None:
    await page.set_viewport_size({"width": width, "height": 760})
    await page.emulate_media(color_scheme="dark" if dark else "light")
    await open_page(page, server)
    await ask_for_a_person(page)
    await tell(server, "客服小王已接入，请直接说您的问题。", **CLAIMED)
    await tell(server, "您好，请问您的单位全称是什么？\n\n也可以发来统一社会信用代码。", **SPOKEN)
    person = page.locator(".said.person")
    await expect(person.locator(".name")).to_contain_text("客服小王")
    await expect(lines(page)).to_have_text("客服小王已接入，请直接说您的问题。")
    spoken = (".said.person .Bubble", ".said.bot:not(.person) .Bubble", ".said.user .Bubble")
    color = "it => getComputedStyle(it).backgroundColor"
    colors = [await page.locator(selector).first.evaluate(color) for selector in spoken]
    assert len(set(colors)) == 3
    assert await findings(page) == []
    before = await page.locator(".row").all_inner_texts()
    await page.reload()
    await expect(person).to_have_count(1)
    assert await page.locator(".row").all_inner_texts() == before


async def test_a_person_who_types_is_seen_until_they_have_written(page: Page, server: Running) -> None:
    await open_page(page, server)
    await ask_for_a_person(page)
    await tell(server, "客服小王已接入", **CLAIMED)
    await output(server).show_typing(server.agent.seen[-1].sender_id)
    await expect(page.get_by_text("客服正在输入")).to_be_visible()
    await tell(server, "您好", **SPOKEN)
    await expect(bubbles(page, "bot").last).to_have_text("您好")
    await expect(page.get_by_text("客服正在输入")).to_have_count(0)


async def test_the_queue_moves_in_its_own_line_until_somebody_comes(page: Page, server: Running) -> None:
    await open_page(page, server)
    queue = page.locator(".queue")
    await ask_for_a_person(page)
    await expect(queue).to_have_count(0)
    for waiting, words in ((2, "正在排队，前面还有 2 位"), (1, "前面还有 1 位"), (0, "您排在第一位")):
        await move(server, waiting)
        await expect(queue.get_by_role("status")).to_contain_text(words)
    assert await findings(page) == []
    await tell(server, "客服小王已接入，请直接说您的问题。", **CLAIMED)
    await expect(queue).to_have_count(0)
    await move(server, 3)
    await queue.get_by_role("button", name="继续由助手回答").click()
    await expect(bubbles(page, "bot").last).to_have_text("您说：/resume")
    await expect(queue).to_have_count(0)


MENU: dict[str, Any] = {
    "text": "请选择您想了解的问题分类：",
    "buttons": [{"title": "怎么注册", "payload": '/ask{"faq_id": "registration_how"}'}],
    "metadata": {"outcome": "chat"},
}


async def test_the_menu_and_its_answers_take_nothing_from_the_wait_or_the_person(page: Page, server: Running) -> None:
    """Who has the conversation is told by what was said last of that, whatever else was pressed since."""
    server.agent.answers = {"转人工": [WAITS], "菜单": [MENU]}
    await open_page(page, server)
    await ask_for_a_person(page)
    await move(server, 2)
    queue = page.locator(".queue")
    await expect(queue.get_by_role("status")).to_contain_text("前面还有 2 位")
    await say(page, "菜单")
    await expect(bubbles(page, "bot").last).to_contain_text(str(MENU["text"]))
    await expect(queue.get_by_role("status")).to_contain_text("前面还有 2 位")
    await tell(server, "客服小王已接入", **CLAIMED)
    await expect(queue).to_have_count(0)
    await say(page, "菜单")
    await page.locator(".replies").last.get_by_role("button", name="怎么注册").click()
    await expect(bubbles(page, "bot").last).to_contain_text("第一步")
    await output(server).show_typing(server.agent.seen[-1].sender_id)
    await expect(page.get_by_text("客服正在输入")).to_be_visible()
    await tell(server, "人工接待已结束，由我继续为您解答。", outcome="chat", **{"from": "notice"}, ends_request=True)
    await expect(page.get_by_text("客服正在输入")).to_have_count(0)
    await output(server).show_typing(server.agent.seen[-1].sender_id)
    server.agent.seconds = 0.5
    await say(page, "证书")
    await expect(page.locator(".typing")).to_be_visible()
    server.agent.seconds = 0.0


async def test_the_buttons_of_a_request_end_with_it(page: Page, server: Running) -> None:
    await open_page(page, server)
    await ask_for_a_person(page)
    resume = page.locator(".replies").get_by_role("button", name=RESUME["title"])
    await expect(resume).to_have_attribute("aria-disabled", "false")
    await tell(server, "客服小王已接入", **CLAIMED)
    await expect(resume).to_have_attribute("aria-disabled", "false")
    await tell(server, "人工接待已结束，由我继续为您解答。", outcome="chat", **{"from": "notice"}, ends_request=True)
    await expect(resume).to_have_attribute("aria-disabled", "true")
    # A further request has buttons of its own.
    await say(page, "转人工")
    await expect(resume).to_have_count(2)
    await expect(resume.last).to_have_attribute("aria-disabled", "false")
    await page.reload()
    await expect(resume.first).to_have_attribute("aria-disabled", "true")
    await expect(resume.last).to_have_attribute("aria-disabled", "false")


async def test_who_types_while_a_person_is_there_is_not_told_that_the_assistant_types(
    page: Page, server: Running
) -> None:
    await open_page(page, server)
    await ask_for_a_person(page)
    await tell(server, "您好", **SPOKEN)
    await expect(page.locator(".said.person")).to_have_count(1)
    server.agent.seconds = 0.5
    await say(page, "在吗")
    await expect(bubbles(page, "user").last).to_have_text("在吗")
    assert await page.locator(".typing").count() == 0
    await expect(bubbles(page, "bot").last).to_have_text("您说：在吗")
    server.agent.seconds = 0.0


HIDDEN = """state => {
  Object.defineProperty(document, "visibilityState", { get: () => state, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


async def test_the_title_says_that_a_person_has_written(page: Page, server: Running) -> None:
    await open_page(page, server)
    title = await page.title()
    await ask_for_a_person(page)
    await page.evaluate(HIDDEN, "hidden")
    await tell(server, "还在吗", outcome="handoff", waits=True)
    await expect(bubbles(page, "bot").last).to_have_text("还在吗")
    assert await page.title() == title, "what the assistant says is no reason to come back"
    await tell(server, "您好", **SPOKEN)
    await expect(page).to_have_title("【新消息】客服小王")
    await expect(page).to_have_title(title, timeout=5000)
    await expect(page).to_have_title("【新消息】客服小王", timeout=5000)
    await page.evaluate(HIDDEN, "visible")
    assert await page.title() == title


async def test_the_closed_launcher_shows_it_also_on_the_next_page(page: Page, server: Running) -> None:
    await page.goto(f"{server.url}/demo")
    title = await page.title()
    dot = page.locator("xueshi-assistant .dot")
    await launcher(page).click()
    place = await greeted(page)
    await ask_for_a_person(place)
    await launcher(page).click()
    await tell(server, "您好", **SPOKEN)
    await expect(dot).to_be_visible()
    await expect(page).to_have_title("【新消息】客服小王")
    await launcher(page).click()
    await expect(dot).to_be_hidden()
    assert await page.title() == title
    await launcher(page).click()
    # Seen is seen.
    await page.goto(f"{server.url}/demo")
    await greeted(page)
    await expect(dot).to_be_hidden()
    await page.goto("about:blank")
    await tell(server, "查到了，已为您处理", **SPOKEN)
    await page.goto(f"{server.url}/demo")
    await expect(dot).to_be_visible()
    await expect(page).to_have_title("【新消息】客服小王")
    await launcher(page).click()
    await expect(bubbles(frame(page), "bot").last).to_have_text("查到了，已为您处理")
    await expect(dot).to_be_hidden()


# Whether the mark is what is seen at its middle and, a bit inside, at its edges.
SEEN = """host => {
  const dot = host.shadowRoot.querySelector('.dot');
  const box = dot.getBoundingClientRect();
  return [[0.5, 0.5], [0.5, 0.2], [0.5, 0.8], [0.2, 0.5], [0.8, 0.5]].every(([x, y]) =>
    host.shadowRoot.elementFromPoint(box.left + x * box.width, box.top + y * box.height) === dot)
    && box.left >= 0 && box.right <= innerWidth;
}"""


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize(("width", "height", "letters"), [(1280, 800, 100), (360, 640, 100), (360, 640, 200)])
async def test_the_mark_of_the_closed_launcher_lies_under_nothing(
    page: Page, server: Running, side: str, width: int, height: int, letters: int
) -> None:
    await page.set_viewport_size({"width": width, "height": height})
    await page.goto(f"{server.url}/demo")
    host = page.locator("xueshi-assistant")
    dot = host.locator(".dot")
    await page.evaluate("size => { document.documentElement.style.fontSize = `${size}%` }", letters)
    await host.evaluate("(host, side) => { host.dataset.position = side }", side)
    await launcher(page).click()
    place = await greeted(page)
    await ask_for_a_person(place)
    await place.get_by_role("button", name="关闭对话窗口").click()
    await expect(launcher(page)).to_be_focused()
    await tell(server, "您好", **SPOKEN)
    await expect(dot).to_be_visible()
    await expect(host.locator(".hide")).to_be_visible()
    assert await host.evaluate(SEEN)
    await launcher(page).click()
    await expect(bubbles(place, "bot").last).to_have_text("您好")
    await tell(server, "还在吗", **SPOKEN)
    await expect(bubbles(place, "bot").last).to_have_text("还在吗")
    await expect(dot).to_be_hidden()


async def test_who_waits_for_nobody_loads_nothing(page: Page, server: Running) -> None:
    await page.goto(f"{server.url}/demo")
    await launcher(page).click()
    place = await greeted(page)
    await ask_for_a_person(place)
    await tell(server, "人工接待已结束，由我继续为您解答。", outcome="chat", **{"from": "notice"})
    await expect(lines(place)).to_have_count(1)
    await launcher(page).click()
    await page.goto(f"{server.url}/demo", wait_until="networkidle")
    await expect(page.locator("xueshi-assistant iframe")).to_have_count(0)
