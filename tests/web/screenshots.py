"""`make screenshots`: pictures of the page with the running assistant, for docs/screenshots/."""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FrameLocator, Page, ViewportSize, expect, sync_playwright

from tests.chromium import chromium
from tests.running import ROOT, running_assistant

FOLDER = ROOT / "docs/screenshots"
DESKTOP: ViewportSize = {"width": 1280, "height": 780}
PHONE: ViewportSize = {"width": 390, "height": 760}
LARGEST = 150  # kB
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--font-render-hinting=none"]


def main() -> int:
    if not subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=True).stdout:
        print("截图需要中文字体，例如 apt-get install fonts-noto-cjk", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_assistant(Path(folder)) as assistant,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for name, (size, dark, path, act) in PICTURES.items():
            take(browser, FOLDER / f"{name}.png", size, dark, f"{assistant.url}{path}", act)
        browser.close()
    return 0


def take(browser: Browser, file: Path, size: ViewportSize, dark: bool, url: str, act: Callable[[Page], None]) -> None:
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", locale="zh-CN")
    page = context.new_page()
    page.goto(url)
    act(page)
    page.mouse.move(0, 0)
    # Past every transition and the scrolling that follows a message.
    page.wait_for_timeout(700)
    page.screenshot(path=file)
    context.close()
    shrink(file)


def shrink(file: Path) -> None:
    """Keep 256 colours, which is a third of the size; raises ValueError above 150 kB."""
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(256).save(file, optimize=True)
    size = file.stat().st_size // 1024
    if size > LARGEST:
        raise ValueError(f"{file.name}: {size} kB")
    print(f"{file.relative_to(ROOT)}: {size} kB")


def say(place: Page | FrameLocator, text: str, answer: str) -> None:
    place.get_by_label("请输入您的问题").fill(text)
    place.get_by_label("请输入您的问题").press("Enter")
    expect(place.locator(".said.bot").last).to_contain_text(answer, timeout=20_000)


def greeting(page: Page | FrameLocator) -> None:
    expect(page.locator(".said.bot").first).to_contain_text("您好", timeout=20_000)


def conversation(page: Page) -> None:
    greeting(page)
    say(page, "密码忘了", "请问您")
    page.locator(".said.bot").last.get_by_role("button", name="专技个人").click()
    expect(page.locator(".said.bot").last).to_contain_text("找回密码")


def type_ahead(page: Page) -> None:
    greeting(page)
    page.get_by_label("请输入您的问题").fill("修改")
    page.keyboard.press("ArrowDown")


def feedback(page: Page) -> None:
    greeting(page)
    say(page, "姓名和身份证号错了怎么改", "【")
    page.locator(".said.bot").last.get_by_role("button", name="没帮助").click()


def demonstration(page: Page) -> None:
    page.locator("xueshi-assistant .launcher").click()
    frame = page.frame_locator("xueshi-assistant iframe")
    greeting(frame)


def offline(page: Page) -> None:
    greeting(page)
    page.context.set_offline(True)
    expect(page.locator(".state")).to_contain_text("网络已断开")
    page.get_by_label("请输入您的问题").fill("学时申报的入口在哪里")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1600)


PICTURES: dict[str, tuple[ViewportSize, bool, str, Callable[[Page], None]]] = {
    "desktop": (DESKTOP, False, "/", conversation),
    "greeting": (PHONE, False, "/", greeting),
    "phone": (PHONE, False, "/", conversation),
    "dark": (PHONE, True, "/", conversation),
    "type-ahead": (PHONE, False, "/", type_ahead),
    "feedback": (PHONE, False, "/", feedback),
    "offline": (PHONE, False, "/", offline),
    "launcher": (DESKTOP, False, "/demo", demonstration),
}

if __name__ == "__main__":
    sys.exit(main())
