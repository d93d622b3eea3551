"""What a visitor does on the page, and where to look for what comes of it."""

from playwright.async_api import FrameLocator, Locator, Page, expect

from tests.channels.fake_rasa import GREETING, Running

Place = Page | FrameLocator
"""The page itself, or the launcher's frame of it."""


def bubbles(place: Place, sender: str = "") -> Locator:
    """Return the texts, of "user" or "bot" only or of both."""
    return place.locator(f".said{'.' + sender if sender else ''} .Bubble p")


def field(place: Place) -> Locator:
    return place.get_by_label("请输入您的问题")


def state(place: Place) -> Locator:
    """Return where the connection's state is put in words."""
    return place.locator(".state")


async def open_page(page: Page, server: Running) -> None:
    await page.goto(server.url)
    await expect(bubbles(page, "bot").first).to_have_text(GREETING["text"])


async def say(place: Place, text: str) -> None:
    await field(place).fill(text)
    await field(place).press("Enter")


async def width(page: Page) -> int:
    """Return how wide the content is, in the unit of the window's width."""
    value: int = await page.evaluate(
        "Math.max(...[document.documentElement, ...document.querySelectorAll('.log, .log *')].map(e => e.scrollWidth))"
    )
    return value


class Complaints(list[str]):
    """What the browser finds wrong with the page. `offline`: what it says of a server that is not there is expected."""

    offline = False

    def hear(self, text: str) -> None:
        if not (self.offline and _is_of_offline(text)):
            self.append(text)


def expected_offline(complaints: Complaints) -> None:
    """Take out what the browser says of each attempt to reach a server that is not there, or has closed the connection
    before: to a request of such a one Socket.IO answers 400. The page tries again until it is closed.
    """
    complaints.offline = True
    complaints[:] = [text for text in complaints if not _is_of_offline(text)]


def _is_of_offline(text: str) -> bool:
    return any(words in text for words in ("ERR_", "WebSocket", "status of 400"))
