"""Reads a push of WeChat: one message or event, as flat XML."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST_BODY = 64 * 1024
"""Bytes; a text has at most 2,048, three times as long when encrypted."""

_LONGEST_NAME = 128

# What XML 1.0 cannot hold, and references to it; people's texts have it, and WeChat passes it on.
_NOT_XML = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,10}));")
# An "&" that begins no reference, and the declaration of an encoding: all of it has been decoded by then.
_BARE_AND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,10}|#[xX][0-9a-fA-F]{1,8});)")
_DECLARATION = re.compile(r"\A\s{0,99}<\?xml[^>]{0,200}\?>")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
# A CDATA section ends in front of an end tag or another section; elsewhere these characters belong to the text.
_END_IN_A_TEXT = re.compile(r"]]>(?!\s{0,99}(?:</\w|<!\[CDATA\[))")


class UnreadablePush(Exception):
    """The body is not XML of the published form."""


@dataclass(frozen=True)
class Push:
    """`open_id`: who sent it; `to`: the account; `created`: seconds since 1970, as text; `kind`: MsgType."""

    open_id: str
    to: str
    created: str
    kind: str
    fields: Mapping[str, str]

    @property
    def is_event(self) -> bool:
        return self.kind == "event"

    @property
    def identity(self) -> tuple[str, ...]:
        """What is the same in each delivery of this message: its MsgId, or what the protocol names for events.

        The event itself counts as well: two can come in one second (subscribe and scan).
        """
        if self.fields.get("MsgId"):
            return ("message", self.open_id, self.fields["MsgId"])
        return ("event", self.open_id, self.created, self.fields.get("Event", ""), self.fields.get("EventKey", ""))


def read_fields(body: bytes) -> dict[str, str]:
    """Return the texts under the root by name, without what XML cannot hold.

    Raises UnreadablePush, also for a document type: it may hold entities.
    """
    try:
        root = fromstring(_sound(body), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadablePush from error
    if root.tag != "xml":
        raise UnreadablePush
    return {str(child.tag): child.text or "" for child in root}


def _sound(body: bytes) -> bytes:
    """Return `body` without broken UTF-8, half surrogate pairs and control characters, which stop a parser of XML."""
    text = _NOT_XML.sub("", body.decode("utf-8", "ignore"))
    text = _DECLARATION.sub("", text.removeprefix("\ufeff"))
    text = _END_IN_A_TEXT.sub("]]]]><![CDATA[>", text)
    return _without_references(text).encode("utf-8")


def _without_references(text: str) -> str:
    """Return `text` without references to what XML cannot hold; inside a CDATA section nothing refers to anything."""
    pieces, done = [], 0
    while (start := text.find(_CDATA, done)) >= 0:
        end = text.find(_CDATA_END, start)
        end = len(text) if end < 0 else end + len(_CDATA_END)
        pieces += [_outside(text[done:start]), text[start:end]]
        done = end
    return "".join([*pieces, _outside(text[done:])])


def _outside(text: str) -> str:
    return _REFERENCE.sub(_kept_reference, _BARE_AND.sub("&amp;", text))


def _kept_reference(match: re.Match[str]) -> str:
    """Return the reference as it is, nothing for one to what XML cannot hold."""
    number = int(match[1], 16) if match[1] else int(match[2])
    return match[0] if number <= sys.maxunicode and not _NOT_XML.match(chr(number)) else ""


def read_push(fields: Mapping[str, str]) -> Push:
    """Return the message; raises UnreadablePush when it lacks what each must have."""
    names = [fields.get(name, "").strip() for name in ("FromUserName", "ToUserName", "CreateTime", "MsgType")]
    open_id, to, created, kind = names
    if not all(0 < len(name) <= _LONGEST_NAME and name.isprintable() for name in names):
        raise UnreadablePush
    if not (created.isascii() and created.isdecimal()):
        raise UnreadablePush
    return Push(open_id, to, created, kind.lower(), fields)
