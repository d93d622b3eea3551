"""What the assistant says, as WeChat can show it: texts, and buttons that are numbered lines."""

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
class Button:
    """`number`: its place among all buttons of the turn, which a user may type."""

    number: int
    title: str
    payload: str

    @property
    def label(self) -> str:
        return f"{self.number}. {plain(self.title)}"

    @property
    def menu_id(self) -> str:
        return menu_id(self.payload)


@dataclass(frozen=True)
class Spoken:
    """One message. `picture`: the id of the one that an agent sends, whose text is only its mark."""

    text: str
    buttons: tuple[Button, ...] = ()
    picture: str = ""


def menu_id(payload: str) -> str:
    """Return what WeChat sends back when the button is tapped: the payload is found by it in the conversation."""
    return hashlib.sha256(payload.encode("utf-8")).hexdigest()[:16]


def plain(text: str) -> str:
    """Return `text` so that WeChat reads no link into it."""
    return text.translate(_WIDE_ANGLES)


def spoken(messages: Iterable[Mapping[str, Any]]) -> list[Spoken]:
    """Return the responses of one turn; their buttons are numbered throughout, as the assistant counts them."""
    found: list[Spoken] = []
    number = 0
    for message in messages:
        buttons = []
        for given in message.get("buttons") or message.get("quick_replies") or []:
            number += 1
            if given.get("title") and given.get("payload"):
                buttons.append(Button(number, str(given["title"]), str(given["payload"])))
        text = "\n".join(str(message[name]).strip() for name in ("text", "image") if message.get(name))
        if text or buttons:
            attached = attachment_in(message.get("metadata")) or {}
            picture = attached["id"] if attached.get("kind") == "picture" else ""
            found.append(Spoken(plain(text), tuple(buttons), picture))
    return found


def reply_text(said: Sequence[Spoken]) -> tuple[str, list[Spoken]]:
    """Return the text of one passive reply, and what did not fit into it.

    With links if they fit, else with numbers alone, which can be typed; only then it is cut.
    """
    for links in (True, False):
        whole = joined(said, links=links)
        if size(whole) <= MOST:
            return whole, []
    count = max(n for n in range(len(said)) if size(joined(said[:n], links=True)) <= MOST)
    if count:
        return joined(said[:count], links=True), list(said[count:])
    first, *more = split(said[0].text) or [""]
    rest = [Spoken(text) for text in more[:-1]]
    return first, [*rest, replace(said[0], text=more[-1] if more else ""), *said[1:]]


def joined(said: Sequence[Spoken], *, links: bool) -> str:
    """Return the messages as one text."""
    return "\n\n".join("\n".join(_lines(one, links=links)) for one in said)


def _lines(one: Spoken, *, links: bool) -> list[str]:
    text = [one.text] if one.text else []
    return [*text, *(_link(button) if links else button.label for button in one.buttons)]


def _link(button: Button) -> str:
    """Return the published form of a link that sends a text in the user's name."""
    content = button.title.translate(_WIDE)
    return f'<a href="weixin://bizmsgmenu?msgmenucontent={content}&msgmenuid={button.menu_id}">{button.label}</a>'
