"""WeChatMessage: messages in the form WeChat shows, as texts and buttons that are numbered lines."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from channels.wechat.splitting import MOST, size, split
from persistence.attachments.marks import attachment_in

# In a link's address, and in a text beside links, these would be markup; their wide forms read the same.
_WIDE = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in "\"'<>&#%+=?"})
_WIDE_ANGLES = str.maketrans({"<": "＜", ">": "＞"})


@dataclass(frozen=True)
class NumberedButton:
    """`number`: its place among all buttons of the turn, which a user may type."""

    number: int
    title: str
    payload: str

    @property
    def label(self) -> str:
        return f"{self.number}. {without_links(self.title)}"

    @property
    def menu_id(self) -> str:
        return menu_id(self.payload)


@dataclass(frozen=True)
class WeChatMessage:
    """One message. `picture`: the id of an agent's picture; the text is then only its mark."""

    text: str
    buttons: tuple[NumberedButton, ...] = ()
    picture: str = ""


def menu_id(payload: str) -> str:
    """Return the id WeChat sends back when the button is tapped. It finds the payload in the conversation."""
    return hashlib.sha256(payload.encode("utf-8")).hexdigest()[:16]


def without_links(text: str) -> str:
    """Return `text` so that WeChat reads no link into it."""
    return text.translate(_WIDE_ANGLES)


def wechat_messages(messages: Iterable[Mapping[str, Any]]) -> list[WeChatMessage]:
    """Return the responses of one turn; their buttons are numbered throughout, as the assistant counts them."""
    shown: list[WeChatMessage] = []
    number = 0
    for message in messages:
        buttons = []
        for button in message.get("buttons") or message.get("quick_replies") or []:
            number += 1
            if button.get("title") and button.get("payload"):
                buttons.append(NumberedButton(number, str(button["title"]), str(button["payload"])))
        text = "\n".join(str(message[name]).strip() for name in ("text", "image") if message.get(name))
        if text or buttons:
            attached = attachment_in(message.get("metadata")) or {}
            picture = attached["id"] if attached.get("kind") == "picture" else ""
            shown.append(WeChatMessage(without_links(text), tuple(buttons), picture))
    return shown


def reply_text(messages: Sequence[WeChatMessage]) -> tuple[str, list[WeChatMessage]]:
    """Return the text of one passive reply, and the messages that did not fit into it.

    Buttons are links if they fit, else numbers to type. Only if that is too long as well, the text is cut.
    """
    for links in (True, False):
        whole = joined_text(messages, links=links)
        if size(whole) <= MOST:
            return whole, []
    count = max(n for n in range(len(messages)) if size(joined_text(messages[:n], links=True)) <= MOST)
    if count:
        return joined_text(messages[:count], links=True), list(messages[count:])
    first, *more = split(messages[0].text) or [""]
    rest = [WeChatMessage(text) for text in more[:-1]]
    return first, [*rest, replace(messages[0], text=more[-1] if more else ""), *messages[1:]]


def joined_text(messages: Sequence[WeChatMessage], *, links: bool) -> str:
    """Return the messages as one text."""
    return "\n\n".join("\n".join(_lines(message, links=links)) for message in messages)


def _lines(message: WeChatMessage, *, links: bool) -> list[str]:
    text = [message.text] if message.text else []
    return [*text, *(_link(button) if links else button.label for button in message.buttons)]


def _link(button: NumberedButton) -> str:
    """Return the published form of a link that sends a text in the user's name."""
    content = button.title.translate(_WIDE)
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={content}&msgmenuid={button.menu_id}">{button.label}</a>'
