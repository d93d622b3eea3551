"""axe-core on a page: the findings of the tool that accessibility audits use."""

from pathlib import Path
from typing import Any

from playwright.async_api import Frame, Page

# What fades in is half transparent, which axe takes for too little contrast. What turns for ever never ends.
SETTLED = """async () => {
  const animations = document.getAnimations ? document.getAnimations() : [];
  const ending = animations.filter((one) => one.effect && one.effect.getComputedTiming().endTime !== Infinity);
  const ended = Promise.all(ending.map((one) => one.finished.catch(() => null)));
  await Promise.race([ended, new Promise((done) => setTimeout(done, 2000))]);
}"""

SCRIPT = Path(__file__).parents[2] / "web/node_modules/axe-core/axe.min.js"


async def findings(place: Page | Frame) -> list[str]:
    """Return what axe finds wrong, of whatever weight: "rule (impact): element"."""
    # Evaluated by the debugger, since the page lets no foreign script in.
    await place.evaluate(SCRIPT.read_text(encoding="utf-8"))
    await place.evaluate(SETTLED)
    value: dict[str, Any] = await place.evaluate("axe.run({iframes: false})")
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']}"
        for violation in value["violations"]
        for node in violation["nodes"]
    ]
