"""Sending pictures on the page: chosen, pasted or dropped, seen before they are sent, and got back."""

import asyncio
import base64
from typing import Any

import pytest
from playwright.async_api import FilePayload, Locator, Page, Route, expect

from persistence.attachments.redrawing import RedrawnFile
from persistence.attachments.store import Attachments, NewAttachment
from persistence.database import Database
from settings.processes import rasa_server
from tests.channels.fake_rasa import Running
from tests.persistence.attachments.pictures import picture
from tests.web.axe import findings
from tests.web.talking import Complaints, bubbles, field, open_page, say
from tests.web.test_person import SPOKEN, tell

pytestmark = pytest.mark.asyncio(loop_scope="module")

ANSWER: dict[str, Any] = {
    "text": "请将注册页面全部信息进行截图并转人工后提供。",
    "metadata": {"outcome": "answer", "faq_id": "registration_fails", "wants_picture": True},
}
GOOD: FilePayload = {"name": "截图.png", "mimeType": "image/png", "buffer": picture(size=(1200, 800))}


@pytest.fixture(autouse=True)
def _asked(server: Running) -> Any:
    server.agent.answers = {"注册不了": [ANSWER]}
    yield
    server.agent.answers = {}


async def asked_for(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "注册不了")
    await expect(page.get_by_role("button", name="发送截图")).to_be_visible()


async def choose(page: Page, file: FilePayload = GOOD) -> None:
    await page.locator(".pictures input[type=file]").set_input_files(file)


def preview(page: Page) -> Locator:
    return page.get_by_role("group", name="要发送的图片")


def sent(page: Page) -> Locator:
    return page.get_by_role("img", name="我发的图片")


async def give(page: Page, kind: str, content: bytes, media: str = "image/png") -> None:
    """Paste or drop a file somewhere on the page."""
    script = """([kind, content, type]) => {
      const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], "a", { type }));
      const named = kind === "paste" ? { clipboardData: data } : { dataTransfer: data };
      const Kind = kind === "paste" ? ClipboardEvent : DragEvent;
      document.activeElement.dispatchEvent(new Kind(kind, { ...named, bubbles: true, cancelable: true }));
    }"""
    await page.evaluate(script, [kind, base64.b64encode(content).decode(), media])


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1280, False)])
async def test_from_the_answer_to_the_conversation(page: Page, server: Running, width: int, dark: bool) -> None:
    await page.set_viewport_size({"width": width, "height": 760})
    await page.emulate_media(color_scheme="dark" if dark else "light")
    await asked_for(page, server)
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="发送截图").click()
    await (await chooser.value).set_files(GOOD)
    await expect(preview(page)).to_contain_text("请不要发送身份证等证件照片")
    assert not await findings(page)
    await page.get_by_role("button", name="发送这张图片").click()
    await expect(sent(page)).to_be_visible()
    await expect(preview(page)).to_have_count(0)
    await expect(bubbles(page, "bot").last).to_have_text("您说：[图片]")
    assert not await findings(page)
    message = server.agent.seen[-1]
    assert message.metadata["attachment"]["kind"] == "picture"
    await page.reload()
    await expect(sent(page)).to_be_visible()
    assert await sent(page).evaluate("(it) => it.naturalWidth") == 1200


async def test_taken_back_nothing_is_sent(page: Page, server: Running) -> None:
    await asked_for(page, server)
    await choose(page)
    await page.get_by_role("button", name="取消").click()
    await expect(preview(page)).to_have_count(0)
    await choose(page)
    await expect(page.get_by_role("button", name="发送这张图片")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(preview(page)).to_have_count(0)
    await say(page, "在吗")
    await expect(bubbles(page, "bot").last).to_have_text("您说：在吗")
    assert not any((message.metadata or {}).get("attachment") for message in server.agent.seen[-2:])


@pytest.mark.parametrize("kind", ["paste", "drop"])
async def test_pasted_or_dropped(page: Page, server: Running, kind: str) -> None:
    await asked_for(page, server)
    await field(page).focus()
    await give(page, kind, picture("JPEG"), "image/jpeg")
    await expect(preview(page)).to_be_visible()
    await page.get_by_role("button", name="发送这张图片").click()
    await expect(sent(page)).to_be_visible()


async def test_where_nobody_looks_at_one(page: Page, server: Running) -> None:
    await open_page(page, server)
    await expect(page.get_by_role("button", name="发送图片")).to_have_count(0)
    await field(page).focus()
    await give(page, "paste", picture())
    await expect(page.get_by_role("alert")).to_have_text("图片由人工客服查看，请先点击“转人工”，再发送图片。")
    await expect(preview(page)).to_have_count(0)


@pytest.mark.parametrize(
    ("content", "media", "sentence"),
    [
        (b"%PDF-1.7", "application/pdf", "这个文件不是图片，请选择 PNG、JPEG 或 WebP 格式的图片。"),
        (b"not one", "image/png", "图片打不开，可能没有保存完整，请重新截图或换一张再发。"),
        (bytes(8 * 1024 * 1024 + 1), "image/png", "图片太大，请选择 8 MB 以内的图片。"),
    ],
    ids=["no picture", "broken", "too large"],
)
async def test_why_one_is_not_taken(page: Page, server: Running, content: bytes, media: str, sentence: str) -> None:
    await asked_for(page, server)
    await choose(page, {"name": "a", "mimeType": media, "buffer": content})
    await expect(page.locator(".pictures [role=alert]")).to_have_text(sentence)
    await choose(page)
    await expect(page.locator(".pictures [role=alert]")).to_have_text("")
    await expect(preview(page)).to_be_visible()


async def test_a_lost_connection_keeps_the_picture(page: Page, server: Running, complaints: Complaints) -> None:
    await asked_for(page, server)
    await choose(page)
    await page.route("**/pictures", lambda route: route.abort())
    await page.get_by_role("button", name="发送这张图片").click()
    await expect(page.locator(".pictures [role=alert]")).to_have_text("图片没有发出，请检查网络后再试。")
    await page.unroute("**/pictures")
    # A second click at once is nobody's wish.
    await page.wait_for_timeout(700)
    await page.get_by_role("button", name="发送这张图片").click()
    await expect(sent(page)).to_be_visible()
    complaints[:] = [text for text in complaints if "ERR_FAILED" not in text]


async def test_a_person_sends_one(page: Page, server: Running, complaints: Complaints) -> None:
    await asked_for(page, server)
    store = Attachments(Database(rasa_server().database, pooled=False))
    made = RedrawnFile("picture", "image/jpeg", picture("JPEG"), 60, 40)
    id_ = store.keep(NewAttachment(server.agent.seen[-1].sender_id, "agent", "a" * 32), made)
    await tell(server, "[图片]", **SPOKEN, attachment={"id": id_, "kind": "picture"})
    await expect(page.get_by_role("img", name="客服小王发的图片")).to_be_visible()
    await tell(server, "[图片]", **SPOKEN, attachment={"id": "0" * 32, "kind": "picture"})
    await expect(page.get_by_text("图片没有加载出来")).to_be_visible()
    assert not await findings(page)
    complaints[:] = [text for text in complaints if "status of 404" not in text]


PLACES = """list => [list.scrollTop, ...[...list.querySelectorAll('.row')].map(it => it.getBoundingClientRect())
  .flatMap(it => [it.top, it.height])].map(Math.round)"""
FORMS = [(1200, 800), (600, 2400), (2400, 100), (60, 40)]


async def sent_by_a_person(server: Running, size: tuple[int, int]) -> None:
    store = Attachments(Database(rasa_server().database, pooled=False))
    made = RedrawnFile("picture", "image/png", picture(size=size), *size)
    id_ = store.keep(NewAttachment(server.agent.seen[-1].sender_id, "agent", f"{size}".ljust(32, "a")), made)
    assert isinstance(id_, str)
    await tell(server, "[图片]", **SPOKEN, attachment={"id": id_, "kind": "picture"})


async def places(page: Page) -> list[int]:
    value: list[int] = await page.locator(".list").evaluate(PLACES)
    return value


@pytest.mark.parametrize("size", FORMS, ids=str)
@pytest.mark.parametrize("reads", ["its end", "further up"])
async def test_nothing_moves_when_it_has_loaded(page: Page, server: Running, size: tuple[int, int], reads: str) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await asked_for(page, server)
    for number in range(5):
        await say(page, f"第{number}句\n\n\n完")
        await expect(bubbles(page, "bot")).to_have_count(number + 3)
    if reads == "further up":
        await page.locator(".list").hover()
        await page.mouse.wheel(0, -10_000)
        await expect(bubbles(page).first).to_be_in_viewport()
    go = asyncio.Event()

    async def hold(route: Route) -> None:
        await go.wait()
        await route.continue_()

    await page.route("**/pictures/*", hold)
    await sent_by_a_person(server, size)
    person = page.locator(".said.person")
    await expect(person).to_contain_text("图片加载中")
    before = await places(page)
    go.set()
    await expect(page.get_by_role("img", name="客服小王发的图片")).to_have_js_property("complete", True)
    assert await places(page) == before
    if reads == "its end":
        await expect(person).to_be_in_viewport(ratio=1)
    else:
        await expect(bubbles(page).first).to_be_in_viewport()
        await expect(page.locator(".below button")).to_contain_text("条新消息")
    shown = await page.get_by_role("img", name="客服小王发的图片").bounding_box()
    assert shown
    assert min(shown["width"], shown["height"]) > 0


async def test_one_s_own_is_seen_to_its_end(page: Page, server: Running) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await asked_for(page, server)
    for number in range(5):
        await say(page, f"第{number}句\n\n\n完")
        await expect(bubbles(page, "bot")).to_have_count(number + 3)
    await choose(page, {**GOOD, "buffer": picture(size=(600, 2400))})
    await page.get_by_role("button", name="发送这张图片").click()
    await expect(sent(page)).to_have_js_property("complete", True)
    await expect(bubbles(page, "bot").last).to_have_text("您说：[图片]")
    for _ in range(2):
        await expect(bubbles(page, "bot").last).to_be_in_viewport(ratio=1)
        await page.reload()
        await expect(sent(page)).to_have_js_property("complete", True)
