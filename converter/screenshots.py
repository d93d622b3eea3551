"""Finds answers that ask for a screenshot, under which the page offers to send one."""

import re

_SCREENSHOT = "截(?:图|屏|个图)"
_NEEDLESS = re.compile(rf"(?:不用|不需要|不要|不必|无需|无须|不能|请勿|勿)[^，。；！？]{{0,6}}{_SCREENSHOT}")


def asks_for_picture(text: str) -> bool:
    """Say whether the answer asks for a screenshot; one not needed or not allowed does not count."""
    return re.search(_SCREENSHOT, _NEEDLESS.sub("", text)) is not None
