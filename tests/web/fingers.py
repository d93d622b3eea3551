"""A finger on the launcher's page: it lands on a point, and what lies on top there takes it."""

from playwright.async_api import Browser, BrowserContext, Locator, Page, ViewportSize

ON_TOP = """point => {
  let found = document.elementFromPoint(...point);
  let [x, y] = point;
  while (found) {
    const inner = found.shadowRoot?.elementFromPoint(x, y);
    if (inner && inner !== found) { found = inner; continue; }
    if (found.tagName !== 'IFRAME') break;
    const box = found.getBoundingClientRect();
    [x, y] = [x - box.left, y - box.top];
    const next = found.contentDocument?.elementFromPoint(x, y);
    if (!next) break;
    found = next;
  }
  const button = found?.closest('button, textarea');
  return button ? (button.getAttribute('aria-label') || button.textContent || button.id).trim() : '';
}"""


async def phone(browser: Browser, size: ViewportSize, **more: object) -> BrowserContext:
    """Return a visitor who touches a screen of this size, on whose pages nothing moves."""
    still = {"has_touch": True, "locale": "zh-CN", "reduced_motion": "reduce"}
    return await browser.new_context(viewport=size, **{**still, **more})  # type: ignore[arg-type]


async def centre(button: Locator) -> tuple[float, float]:
    """Return where a finger aims, as it is seen in the window, not where a script would find the element."""
    box = await button.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def on_top(page: Page, point: tuple[float, float]) -> str:
    """Return the name of the button or field that a finger meets at this point, also in a frame of the same origin."""
    value: str = await page.evaluate(ON_TOP, list(point))
    return value


async def tap(page: Page, button: Locator) -> None:
    """Touch the point, whatever lies there."""
    await page.touchscreen.tap(*await centre(button))
