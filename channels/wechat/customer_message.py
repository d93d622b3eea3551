"""Builds the bodies of customer-service messages, for WeChat's message/custom/send."""

from collections.abc import Iterable
from typing import Any

from channels.wechat.message import WeChatMessage
from channels.wechat.splitting import size, split

MOST_IN_A_MENU = 10
LONGEST_HEAD = 1024
"""UTF-8 bytes above a menu."""


def split_by_call(messages: Iterable[WeChatMessage]) -> list[WeChatMessage]:
    """Split `messages` so that each needs one call."""
    return [unit for message in messages for unit in _units_of(message)]


def body(open_id: str, unit: WeChatMessage, choose: str) -> dict[str, Any]:
    """Return the call that brings one unit to the user. `choose`: the text above buttons that have none."""
    if not unit.buttons:
        return {"touser": open_id, "msgtype": "text", "text": {"content": unit.text}}
    choices = [{"id": button.menu_id, "content": button.label} for button in unit.buttons]
    menu = {"head_content": unit.text or choose, "list": choices, "tail_content": ""}
    return {"touser": open_id, "msgtype": "msgmenu", "msgmenu": menu}


def picture_body(open_id: str, media_id: str) -> dict[str, Any]:
    """Return the call that brings a picture to the user, which WeChat has under `media_id`."""
    return {"touser": open_id, "msgtype": "image", "image": {"media_id": media_id}}


def _units_of(message: WeChatMessage) -> list[WeChatMessage]:
    if message.picture:
        return [message]
    groups = [message.buttons[at : at + MOST_IN_A_MENU] for at in range(0, len(message.buttons), MOST_IN_A_MENU)]
    if groups and size(message.text) <= LONGEST_HEAD:
        return [WeChatMessage(message.text, groups[0]), *(WeChatMessage("", group) for group in groups[1:])]
    return [*(WeChatMessage(piece) for piece in split(message.text)), *(WeChatMessage("", group) for group in groups)]
