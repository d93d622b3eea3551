"""What an agent writes: once, not lost, not past a colleague."""

from contextlib import suppress

import pytest
from playwright.async_api import Error, Request, Route, expect

from tests.console_web.site import Opened, Site, agent, bubbles, delivered, field, open_ticket, sign_in, transcript

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_of_two_agents_one_gets_it_and_the_other_is_told(opened: Opened, site: Site) -> None:
    li, wang = await agent(opened, site, "li"), await opened()
    # Not told of the claim, as over a slow line.
    await wang.route("**/api/events", lambda route: route.abort())
    await sign_in(wang, site, "wang")
    await open_ticket(wang, site, 3, "waiting")
    await open_ticket(li, site, 3, "waiting")
    await li.get_by_role("button", name="接待", exact=True).click()
    await expect(field(li)).to_be_visible()
    await wang.get_by_role("button", name="接待", exact=True).click()
    await expect(wang.get_by_text("小李").first).to_be_visible()
    await expect(wang.get_by_text("由 小李 接待中")).to_be_visible()
    await expect(wang.get_by_role("button", name="接待", exact=True)).to_have_count(0)


async def test_a_double_click_sends_once(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await field(page).fill("请稍等两分钟")
    await page.get_by_role("button", name="发送", exact=True).dblclick()
    await delivered(page, "请稍等两分钟")
    await field(page).fill("再等一下")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await delivered(page, "再等一下")
    await page.wait_for_timeout(1500)
    assert [site.assistant.said(text) for text in ("请稍等两分钟", "再等一下")] == [1, 1]


async def test_a_reload_keeps_the_draft_of_each_conversation(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await field(page).fill("第一行")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("第二行")
    await open_ticket(page, site, 1)
    await expect(field(page)).to_have_value("")
    await open_ticket(page, site, 0)
    await page.reload()
    await expect(field(page)).to_have_value("第一行\n第二行")
    assert site.assistant.said("第一行\n第二行") == 0


async def test_offline_it_is_said_and_afterwards_all_is_there_once(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await page.context.set_offline(True)
    await expect(page.get_by_text("连接已断开")).to_be_visible()
    site.assistant.says(site.tickets[0], "还在吗")
    await field(page).fill("在的，刚才网络断了")
    await page.keyboard.press("Enter")
    await expect(transcript(page).get_by_text("未发出")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.get_by_text("连接已断开")).to_be_hidden(timeout=15_000)
    await expect(bubbles(page, "还在吗")).to_have_count(1)
    await expect(transcript(page).get_by_text("未发出")).to_have_count(0)
    await delivered(page, "在的，刚才网络断了")
    assert site.assistant.said("在的，刚才网络断了") == 1


async def test_what_was_not_acknowledged_outlives_a_reload(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    # It arrives, and its acknowledgement does not.
    await page.route("**/messages", _without_answer)
    await field(page).fill("请看第三步")
    await page.keyboard.press("Enter")
    await expect(transcript(page).get_by_text("请看第三步")).to_have_count(1)
    await page.wait_for_timeout(1500)
    await page.unroute("**/messages")
    await page.reload()
    await expect(bubbles(page, "请看第三步")).to_have_count(1)
    await page.wait_for_timeout(1500)
    await expect(transcript(page).get_by_text("未发出")).to_have_count(0)
    assert site.assistant.said("请看第三步") == 1


async def _without_answer(route: Route) -> None:
    await route.fetch()
    # One that is under way when the page is loaded anew is over already.
    with suppress(Error):
        await route.abort()


async def test_a_colleague_who_wrote_meanwhile_is_read_first(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    reading: set[Request] = set()
    page.on("request", lambda request: reading.add(request) if "?after=" in request.url else None)
    page.on("requestfinished", lambda request: reading.discard(request))
    page.on("requestfailed", lambda request: reading.discard(request))
    await open_ticket(page, site, 0)
    await page.route("**/api/tickets/*?after=*", lambda route: route.abort())
    # One that began before could still bring the colleague's words.
    while reading:
        await page.wait_for_timeout(50)
    site.assistant.colleague(site.tickets[0], "小李", "我已经帮您重置了")
    await field(page).fill("我来帮您重置")
    await page.keyboard.press("Enter")
    again = page.get_by_role("button", name="仍然发送")
    await expect(again).to_be_visible()
    assert site.assistant.said("我来帮您重置") == 0
    await page.unroute("**/api/tickets/*?after=*")
    await page.reload()
    await expect(bubbles(page, "我已经帮您重置了")).to_be_visible()
    await again.click()
    await expect(bubbles(page, "我来帮您重置")).to_have_count(1)
    await expect(again).to_have_count(0)


async def test_only_what_an_open_page_has_got_is_said_to_be_delivered(opened: Opened, site: Site) -> None:
    site.assistant.is_on_the_page(site.tickets[0])
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    site.assistant.online = False
    await field(page).fill("您看一下")
    await page.keyboard.press("Enter")
    await delivered(page, "您看一下")
    await expect(page.get_by_text("对方已离开页面")).to_be_visible()
    line = transcript(page).locator(".line").filter(has_text="您看一下")
    await expect(line).not_to_contain_text("已送达")
    # The user comes back: the conversation stands on their page.
    site.assistant.online = True
    await expect(line).to_contain_text("已送达", timeout=15_000)
    await page.reload()
    await expect(line).to_contain_text("已送达")
    await field(page).fill("现在看到了吗")
    await page.keyboard.press("Enter")
    await expect(transcript(page).locator(".line").filter(has_text="现在看到了吗")).to_contain_text(
        "已送达", timeout=15_000
    )


async def test_it_is_told_when_the_user_has_gone_back_to_the_assistant(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    site.assistant.status = 409
    await field(page).fill("还需要帮忙吗")
    await page.keyboard.press("Enter")
    await expect(transcript(page).get_by_text("没有送达：用户已回到助手")).to_be_visible()


async def test_a_ready_made_reply_and_an_answer_of_the_faq(opened: Opened, site: Site) -> None:
    page = await agent(opened, site, "wang")
    await open_ticket(page, site, 0)
    await field(page).fill("/")
    await expect(page.get_by_role("option", name="请稍等")).to_be_visible()
    await page.keyboard.press("Enter")
    await expect(field(page)).to_have_value("您好，请稍等，我帮您查一下。")
    await field(page).fill("收到")
    await page.get_by_role("button", name="常用语").click()
    await page.get_by_role("option", name="请稍等").click()
    await expect(field(page)).to_have_value("收到\n您好，请稍等，我帮您查一下。")
    await field(page).fill("")
    answers = page.get_by_role("region", name="标准答案")
    # What was said last asks nothing.
    await expect(answers.get_by_text("没有接近的答案")).to_be_visible(timeout=20_000)
    site.assistant.says(site.tickets[0], "我的审核一直没通过")
    await expect(bubbles(page, "我的审核一直没通过")).to_be_visible()
    # What was found for the message before is not said of this one.
    await expect(answers.get_by_text("没有接近的答案")).to_have_count(0)
    await expect(answers.get_by_role("listitem")).to_have_count(3, timeout=60_000)
    await page.get_by_role("textbox", name="搜索答案").fill("怎么注册账号")
    await expect(answers.get_by_text("搜索结果")).to_be_visible()
    await expect(answers.get_by_role("listitem")).to_have_count(8, timeout=20_000)
    card = answers.get_by_role("listitem").first
    text = await card.locator(".answer-text").text_content() or ""
    await card.get_by_role("button", name="发送").dblclick()
    await delivered(page, text)
    await page.wait_for_timeout(1000)
    assert site.assistant.said(text) == 1
