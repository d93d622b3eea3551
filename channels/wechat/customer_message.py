"""What is sent as a customer-service message: the bodies of message/custom/send."""

from collections.abc import Iterable
from typing import Any

from channels.wechat.splitting import size, split
from channels.wechat.spoken import Spoken

MOST_IN_A_MENU = 10
LONGEST_HEAD = 1024
"""UTF-8 bytes above a menu."""


def units(said: Iterable[Spoken]) -> list[Spoken]:
    """Return `said` in messages that each are one call."""
    return [unit for one in said for unit in _units_of(one)]


def body(open_id: str, unit: Spoken, choose: str) -> dict[str, Any]:
    """Return the call that brings one unit to the user. `choose` stands above buttons without a text of their own."""
    if not unit.buttons:
        return {"touser": open_id, "msgtype": "text", "text": {"content": unit.text}}
    choices = [{"id": button.menu_id, "content": button.label} for button in unit.buttons]
    menu = {"head_content": unit.text or choose, "list": choices, "tail_content": ""}
    return {"touser": open_id, "msgtype": "msgmenu", "msgmenu": menu}


def picture_body(open_id: str, media_id: str) -> dict[str, Any]:
    """Return the call that brings a picture to the user, which WeChat has under `media_id`."""
    return {"touser": open_id, "msgtype": "image", "image": {"media_id": media_id}}


def _units_of(one: Spoken) -> list[Spoken]:
    if one.picture:
        return [one]
    groups = [one.buttons[at : at + MOST_IN_A_MENU] for at in range(0, len(one.buttons), MOST_IN_A_MENU)]
    if groups and size(one.text) <= LONGEST_HEAD:
        return [Spoken(one.text, groups[0]), *(Spoken("", group) for group in groups[1:])]
    return [*(Spoken(piece) for piece in split(one.text)), *(Spoken("", group) for group in groups)]
