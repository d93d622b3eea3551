"""Monkey: random actions of a visitor, each with words for the log."""

import itertools
import random
from collections.abc import Awaitable, Callable

from playwright.async_api import Error as BrowserError

from benchmarks.monkey.tabs import Tab, Visitor

TEXTS = (
    "证书怎么打印{}", "{}忘记密码", "{}我是单位管理员，怎么注册", "转人工{}", "{}<b onclick=alert(1)>学时</b>",
    "  {} 在济南怎么申报  ", "{}" + "审核要多久，" * 60, "/restart {}", "{}第一行\n第二行", "{}怎么修改手机号和单位",
    "谢谢{}", "{}👍🙏",
)  # fmt: skip
KEYS = ("Tab", "Shift+Tab", "Escape", "ArrowDown", "Enter", "Space", "PageUp", "End", "Backspace")
SIZES = ((1000, 760), (375, 812), (360, 640), (812, 375), (600, 900), (1600, 900), (320, 480))
PAUSES = (20, 100, 400, 1500)
BEGAN = "performance.timeOrigin"
SHORT = 700
"""Milliseconds for one click or key: what has gone meanwhile is not waited for."""

Act = Callable[[Tab], Awaitable[str]]


class Monkey:
    def __init__(self, visitor: Visitor, chance: random.Random) -> None:
        self._visitor, self._chance = visitor, chance
        self._marks = itertools.count(1)
        self._offline_for = 0
        self._acts: dict[Act, int] = {
            self._say: 30, self._reply: 14, self._button: 14, self._point: 10, self._key: 8, self._type: 4,
            self._wait: 8, self._reload: 5, self._next_page: 5, self._back: 2, self._resize: 5, self._launcher: 5,
            self._offline: 5, self._clear: 1,
        }  # fmt: skip

    async def act(self) -> str:
        """Do one thing; returns what."""
        if self._visitor.offline:
            self._offline_for -= 1
            if self._offline_for < 0:
                await self._visitor.go_offline(False)
                return "online"
        tab = self._visitor.pick(self._chance)
        [act] = self._chance.choices([*self._acts], [*self._acts.values()])
        if tab.is_lost and not self._visitor.offline:
            act = self._next_page
        try:
            await tab.page.bring_to_front()
            return f"{tab.kind} {self._visitor.tabs.index(tab)}: {await act(tab)}"
        except BrowserError as error:
            # What it wanted to click has gone, or the network has.
            return f"{tab.kind}: {act.__name__} did not work ({str(error).splitlines()[0]})"

    async def _say(self, tab: Tab) -> str:
        text, how = await self._written(tab), self._chance.choice(("Enter", "click", "Enter twice", "double click"))
        field = tab.chat.locator("#text") if tab.chat else None
        if not field or not tab.chat or not text:
            return "nothing to type in"
        began = await tab.chat.evaluate(BEGAN)
        if how.startswith("Enter"):
            for _ in range(2 if "twice" in how else 1):
                await field.press("Enter", timeout=SHORT)
        else:
            await tab.chat.locator(".send").click(click_count=2 if "double" in how else 1, timeout=SHORT)
        is_empty = await field.input_value(timeout=SHORT) == ""
        if await tab.chat.evaluate(BEGAN) != began:
            # What stood in the field went with its document.
            return f"say {text[0][:40]!r} ({how}) in a document that went meanwhile"
        if is_empty:
            self._visitor.ledger.type(text[1], tab.place)
        return f"say {text[0][:40]!r} ({how})"

    async def _type(self, tab: Tab) -> str:
        text = await self._written(tab)
        return f"type {text[0][:40]!r}" if text else "nothing to type in"

    async def _written(self, tab: Tab) -> tuple[str, str] | None:
        """Put a text into the field; returns it with its mark."""
        mark = f"m{next(self._marks)}x"
        text = self._chance.choice(TEXTS).format(mark)
        chat = None if await tab.is_covered() else tab.chat
        if chat is None:
            return None
        await chat.locator("#text").fill(text, timeout=SHORT)
        # While a frame that has just opened takes the focus, what is typed at once goes nowhere.
        return (text, mark) if await chat.locator("#text").input_value(timeout=SHORT) == text else None

    async def _reply(self, tab: Tab) -> str:
        return await self._click(tab, ".reply")

    async def _button(self, tab: Tab) -> str:
        return await self._click(tab, "button, [role=option], summary")

    async def _click(self, tab: Tab, what: str) -> str:
        elements = await tab.chat.locator(what).all() if tab.chat else []
        if not elements:
            return f"no {what}"
        element, count = self._chance.choice(elements[-12:]), self._chance.choice((1, 1, 2, 3))
        name = (await element.inner_text(timeout=SHORT))[:20]
        await element.click(click_count=count, timeout=SHORT)
        return f"click {name!r} {count} times"

    async def _point(self, tab: Tab) -> str:
        size = tab.page.viewport_size or {"width": 300, "height": 300}
        x, y = self._chance.randrange(size["width"]), self._chance.randrange(size["height"])
        await tab.page.mouse.click(x, y)
        return f"click at {x}, {y}"

    async def _key(self, tab: Tab) -> str:
        key = self._chance.choice(KEYS)
        await tab.page.keyboard.press(key)
        return f"key {key}"

    async def _wait(self, tab: Tab) -> str:
        pause = self._chance.choice(PAUSES)
        await tab.page.wait_for_timeout(pause)
        return f"wait {pause} ms"

    async def _reload(self, tab: Tab) -> str:
        await tab.page.reload(timeout=10_000)
        return "reload"

    async def _next_page(self, tab: Tab) -> str:
        await tab.go()
        return "next page"

    async def _back(self, tab: Tab) -> str:
        await tab.page.go_back(timeout=10_000)
        return "back"

    async def _resize(self, tab: Tab) -> str:
        width, height = self._chance.choice(SIZES)
        await tab.page.set_viewport_size({"width": width, "height": height})
        return f"resize to {width}×{height}"

    async def _launcher(self, tab: Tab) -> str:
        if tab.kind == "page":
            return "has no launcher"
        await tab.page.locator("xueshi-assistant .launcher").click(timeout=SHORT)
        return "launcher"

    async def _offline(self, tab: Tab) -> str:
        self._offline_for = self._chance.randrange(1, 8)
        await self._visitor.go_offline(True)
        return f"offline for {self._offline_for} actions"

    async def _clear(self, tab: Tab) -> str:
        first = await self._click(tab, ".shortcuts .chip:last-child")
        return f"{first}; {await self._click(tab, '.question .danger')}"
