"""The page and the launcher in Chromium 83, as old kernels of offices have it."""

import asyncio
import json
import os
import subprocess
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.channels.fake_rasa import ANSWER, GREETING, Running
from tests.running import ROOT

pytestmark = pytest.mark.asyncio(loop_scope="module")

CHROMIUM_83 = ROOT / ".venv-browser83/bin/python"
ENVIRONMENT = {
    "QT_QPA_PLATFORM": "offscreen",
    "QT_QUICK_BACKEND": "software",
    "QTWEBENGINE_DISABLE_SANDBOX": "1",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --disable-background-networking",
}
BOX = "JSON.stringify(((b) => [b.left, b.top, b.right, b.bottom])(%s.getBoundingClientRect()))"
LAUNCHER = "document.querySelector('xueshi-assistant').shadowRoot.querySelector('.launcher')"
INNER = "document.querySelector('xueshi-assistant').shadowRoot.querySelector('iframe').contentDocument"
TEXTS = "JSON.stringify([...%s.querySelectorAll('.Bubble p')].map(it => it.textContent))"
# This engine counts in pixels of the element's own zoom.
SEEN = """(() => {
  const root = document.querySelector('xueshi-assistant').shadowRoot;
  return JSON.stringify(['.launcher', '.window'].map(name => {
    const {left, top, right, bottom} = root.querySelector(name).getBoundingClientRect();
    const grown = Number(getComputedStyle(root.querySelector('.window')).zoom);
    return [left, top, right, bottom].map(it => it * grown);
  }));
})()"""
SAY = """(() => {
  const field = document.querySelector('#text');
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, '旧的浏览器');
  field.dispatchEvent(new Event('input', {bubbles: true}));
  setTimeout(() => document.querySelector('.send').click(), 100);
})()"""
SECONDS = 60.0


class Old:
    """The old engine, in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    async def ask(self, **asked: Any) -> Any:
        return await asyncio.wait_for(asyncio.to_thread(self._ask, json.dumps(asked)), SECONDS)

    def _ask(self, line: str) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        print(line, file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    async def script(self, script: str) -> Any:
        result = await self.ask(script=script)
        return json.loads(result) if isinstance(result, str) and result[:1] in "[{" else result

    async def until(self, script: str, expected: Any) -> None:
        until = time.monotonic() + SECONDS
        while (value := await self.script(script)) != expected:
            assert time.monotonic() < until, f"{value} instead of {expected}"
            await asyncio.sleep(0.1)


@pytest_asyncio.fixture(loop_scope="module")
async def old() -> AsyncIterator[Old]:
    command, environment = [str(CHROMIUM_83), "tests/web/browser83.py"], {**os.environ, **ENVIRONMENT}
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=nowhere, text=True)
    it = Old(process)
    try:
        yield it
        assert await it.ask(complaints=True) == []
    finally:
        # The end of its input ends it.
        await asyncio.to_thread(process.communicate, timeout=SECONDS)


async def test_it_is_the_old_engine_and_the_page_works_in_it(old: Old, server: Running) -> None:
    assert "Chrome/83.0.4103" in await old.script("navigator.userAgent")
    await old.ask(url=server.url)
    await old.until(TEXTS % "document", [GREETING["text"]])
    await old.script(SAY)
    await old.until(TEXTS % "document", [GREETING["text"], "旧的浏览器", "您说：旧的浏览器"])
    await old.script("document.querySelector('.reply').click()")
    await old.until(f"({TEXTS % 'document'}).includes('第一步')", True)
    texts = await old.script(TEXTS % "document")
    assert texts[-1] == ANSWER["text"]
    # The page is padded, and its parts keep their distance.
    left, _, right, _ = await old.script(BOX % "document.querySelector('.row .avatar')")
    assert left >= 16
    assert right + 7 <= (await old.script(BOX % "document.querySelector('.row .Bubble')"))[0]
    assert await old.script("document.querySelector('#old').hidden") is True


@pytest.mark.parametrize("size", [(1000, 760), (375, 700)], ids=str)
async def test_the_launcher_stands_in_the_window(old: Old, server: Running, size: tuple[int, int]) -> None:
    width, height = size
    await old.ask(size=size)
    await old.ask(url=f"{server.url}/demo")
    await old.until("!!document.querySelector('xueshi-assistant')", True)
    left, top, right, bottom = await old.script(BOX % LAUNCHER)
    # A bar for scrolling may stand beside the page.
    assert 0 < left < right <= width - 20
    assert 0 < top < bottom == height - 20
    await old.script(f"{LAUNCHER}.click()")
    await old.until(f"({INNER} && {TEXTS % INNER} || '').includes('学时助手')", True)
    window = BOX % "document.querySelector('xueshi-assistant').shadowRoot.querySelector('.window')"
    # It rises into its place for a moment.
    await old.until(f"JSON.parse({window})[3] <= {height}", True)
    left, top, right, _ = await old.script(window)
    assert 0 <= left < right <= width
    assert 0 <= top < height


@pytest.mark.parametrize(
    "css",
    [
        "zoom:0.8",
        "zoom:1.25",
        "zoom:2",
        "transform:translateX(40px)",
        "transform:scale(1.5)",
        "filter:grayscale(1)",
        "direction:rtl;font-size:40px",
    ],
)
async def test_what_a_page_does_to_its_root_leaves_it_in_view(old: Old, server: Running, css: str) -> None:
    """It has no top layer: there the element stands on the root element itself."""
    await old.ask(url=f"{server.url}/demo")
    await old.until("!!document.querySelector('xueshi-assistant')", True)
    await old.script(f"{LAUNCHER}.click()")
    await old.until(f"({INNER} && {TEXTS % INNER} || '').includes('学时助手')", True)
    await old.script(f"document.documentElement.style.cssText = '{css}'; document.body.style.height = '3000px'")
    for down in (0, 700):
        await old.script(f"window.scrollTo(0, {down})")
        await asyncio.sleep(0.5)
        for left, top, right, bottom in await old.script(SEEN):
            assert 0 <= left < right <= 1000
            assert 0 <= top < bottom <= 760
        hit = f"{LAUNCHER}.getRootNode().elementFromPoint(900, 710).closest('.launcher') === {LAUNCHER}"
        assert await old.script(hit) is True
