"""The field to type in."""

import pytest
from playwright.async_api import Page, expect

from tests.channels.fake_rasa import TITLES, Running
from tests.frozen.titles import frozen_page_data
from tests.web.talking import bubbles, field, open_page, say

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHANGES = [title for title in TITLES if "修改" in title]


async def test_a_typed_command_is_text(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "/restart")
    await expect(bubbles(page, "bot").last).to_have_text("您说：/restart")


@pytest.mark.parametrize(
    "text", ["/::)", "/restart", '/inform{"role":"unit"}', "/ask{", "①②", "ＡＢＣ ｈｅｌｌｏ", "ﷺ", "ｱｲｳ"]
)
async def test_the_user_s_own_text_stays_as_it_was_typed(page: Page, server: Running, text: str) -> None:
    await open_page(page, server)
    await say(page, text)
    await expect(bubbles(page, "bot").last).to_have_text(f"您说：{text}")
    await expect(bubbles(page, "user").last).to_have_text(text)
    await page.reload()
    await expect(bubbles(page, "user").last).to_have_text(text)


async def test_enter_chooses_a_word_while_an_input_method_composes(page: Page, server: Running) -> None:
    await open_page(page, server)
    await field(page).fill("zenme")
    for event in ({"key": "Enter", "isComposing": True}, {"key": "Enter", "keyCode": 229}):
        await field(page).dispatch_event("keydown", event)
    await page.keyboard.press("Shift+Enter")
    await expect(bubbles(page, "user")).to_have_count(0)
    await expect(field(page)).to_have_value("zenme\n")
    await page.keyboard.press("Enter")
    await expect(bubbles(page, "user")).to_have_text("zenme")


async def test_a_real_composition_is_not_disturbed(page: Page, server: Running) -> None:
    await open_page(page, server)
    await field(page).focus()
    debugger = await page.context.new_cdp_session(page)
    await debugger.send("Input.imeSetComposition", {"text": "修改", "selectionStart": 2, "selectionEnd": 2})
    await expect(field(page)).to_have_value("修改")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    await debugger.send("Input.insertText", {"text": "修改"})
    await expect(field(page)).to_have_value("修改")
    await expect(page.get_by_role("listbox")).to_be_visible()


async def test_an_empty_text_is_not_sent(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "  \n ")
    await page.get_by_role("button", name="发送").click()
    await expect(bubbles(page, "user")).to_have_count(0)


async def test_a_long_paste_is_counted_and_stays(page: Page, server: Running) -> None:
    await open_page(page, server)
    text = "长" * 503
    await field(page).focus()
    await page.keyboard.insert_text(text)
    await page.keyboard.press("Enter")
    await expect(page.locator("#hint")).to_have_text("最多 500 字，请删减 3 字")
    await expect(page.get_by_role("button", name="发送")).to_be_disabled()
    await expect(field(page)).to_have_value(text)
    await expect(bubbles(page, "user")).to_have_count(0)
    for _ in range(3):
        await page.keyboard.press("Backspace")
    await expect(page.locator("#hint")).to_have_text("还可以输入 0 字")
    await page.keyboard.press("Enter")
    await expect(bubbles(page, "user")).to_have_text("长" * 500)


async def test_a_character_outside_the_basic_plane_counts_once(page: Page, server: Running) -> None:
    await open_page(page, server)
    await field(page).fill("𠮷" * 500)
    await expect(page.get_by_role("button", name="发送")).to_be_enabled()


async def test_arrow_keys_bring_back_what_was_typed(page: Page, server: Running) -> None:
    await open_page(page, server)
    for text in ("修改一", "修改二"):
        await say(page, text)
        await expect(bubbles(page).last).to_have_text(f"您说：{text}")
    await page.get_by_role("button", name="怎么注册").click()
    await field(page).focus()
    for key, expected in (("Up", "修改二"), ("Up", "修改一"), ("Up", "修改一"), ("Down", "修改二"), ("Down", "")):
        await page.keyboard.press(f"Arrow{key}")
        await expect(field(page)).to_have_value(expected)
    await page.reload()
    await expect(bubbles(page, "user")).to_have_count(3)
    await field(page).press("ArrowUp")
    await expect(field(page)).not_to_have_value("")
    await field(page).fill("自己写的")
    await field(page).press("ArrowUp")
    await expect(field(page)).to_have_value("自己写的")


async def test_titles_are_offered_while_one_types(page: Page, server: Running) -> None:
    await open_page(page, server)
    await field(page).fill("修改")
    options = page.get_by_role("option")
    await expect(options).to_have_text(CHANGES[:5])
    await expect(field(page)).to_have_attribute("aria-controls", "suggestions")
    await options.nth(1).click()
    await expect(bubbles(page, "user")).to_have_text(CHANGES[1])
    await expect(options).to_have_count(0)
    await expect(field(page)).to_be_focused()
    assert server.agent.seen[-1].text == CHANGES[1]


async def test_what_is_asked_most_is_offered_first(page: Page, server: Running) -> None:
    begin = ("注册由谁审核", "注册时没有专业", "注册不了", "注册提示已存在", "注册时搜不到单位")
    titles = [{"title": title, "sounds": "x", "wanted": place} for place, title in enumerate(begin, 2)] + [
        {"title": "怎么注册", "sounds": "zen me zu ce", "wanted": 1}
    ]
    await page.route("**/page.json", lambda route: route.fulfill(json={"titles": titles, "reasons": []}))
    await open_page(page, server)
    await field(page).fill("注册")
    await expect(page.get_by_role("option")).to_have_text(["怎么注册", *begin[:4]])


WANTED = {
    "注册": "怎么注册",
    "密码": "忘记密码怎么找回",
    "证书": "证书怎么下载打印",
    "学时": "学时怎么申报",
    "审核": "查注册审核进度、联系审核单位",
    "单位": "单位调转怎么操作",
    "登录": "登录提示密码错误",
    "调转": "单位调转怎么操作",
    # Another spelling of a word of titles.
    "口令": "忘记密码怎么找回",
    "登陆": "登录提示密码错误",
    # In phrasings only.
    "开户": "怎么注册",
    "换手机": "修改手机号或邮箱",
    "名字错了": "修改姓名或身份证号",
    "销号": "注销账号",
    "密码忘了": "忘记密码怎么找回",
    "打印证书": "证书怎么下载打印",
}


async def test_one_word_begins_with_what_most_people_want_and_asks_nobody(page: Page, server: Running) -> None:
    # Beforehand: it takes as long as a page may take to load.
    told = frozen_page_data()
    await page.route("**/page.json", lambda route: route.fulfill(body=told))
    await open_page(page, server)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    found = {}
    for word in WANTED:
        await field(page).fill(word)
        found[word] = await page.get_by_role("option").first.inner_text()
    assert found == WANTED
    assert asked == []
    account = page.get_by_role("option")
    await field(page).fill("账号")
    titles = await account.all_inner_texts()
    await field(page).fill("账户")
    await expect(account).to_have_text(titles)
    await field(page).fill("今天天气怎么样")
    await expect(account).to_have_count(0)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("改手机", "怎么修改手机号"),
        ("忘密码", "忘记密码怎么办"),
        ("我的密码忘记了怎么办", "忘记密码怎么办"),
        ("zhuce", "怎么注册"),
        ("wjmm", "忘记密码怎么办"),
        ("手机号，修改", "怎么修改手机号"),
    ],
)
async def test_parts_other_orders_and_sounds_match(page: Page, server: Running, typed: str, expected: str) -> None:
    await open_page(page, server)
    await field(page).fill(typed)
    await expect(page.get_by_role("option").first).to_have_text(expected)


@pytest.mark.parametrize("typed", ["天气怎么样", "怎么", "？", "怎么修改\n手机号", "x", "修改" * 30])
async def test_what_matches_nothing_offers_nothing_odd(page: Page, server: Running, typed: str) -> None:
    await open_page(page, server)
    await field(page).fill("修改")
    await expect(page.get_by_role("option")).to_have_count(5)
    await field(page).fill(typed)
    for text in await page.get_by_role("option").all_inner_texts():
        assert typed in text


async def test_the_list_is_used_by_key(page: Page, server: Running) -> None:
    await open_page(page, server)
    await field(page).fill("修改")
    selected = page.get_by_role("option", selected=True)
    await expect(selected).to_have_count(0)
    for key, expected in (("Down", 0), ("Down", 1), ("Up", 0), ("Up", 4)):
        await page.keyboard.press(f"Arrow{key}")
        await expect(selected).to_have_text(CHANGES[expected])
        await expect(field(page)).to_have_attribute("aria-activedescendant", f"suggestions-{expected}")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("option")).to_have_count(0)
    await expect(field(page)).to_have_value("修改")
    await page.keyboard.type("学")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(bubbles(page, "user")).to_have_text("怎么修改学历")


async def test_enter_without_a_choice_sends_what_was_typed(page: Page, server: Running) -> None:
    await open_page(page, server)
    await say(page, "修改")
    await expect(bubbles(page, "user")).to_have_text("修改")
