"""What WeChat pushes: one message or event, as flat XML."""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

LARGEST_BODY = 64 * 1024
"""Bytes; a text has at most 2,048, three times as long when encrypted."""

_LONGEST_NAME = 128


class NotReadable(Exception):
    """The body is not XML of the published form."""


@dataclass(frozen=True)
class Pushed:
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
    """Return the texts under the root by name; raises NotReadable, also for a document type: it may hold entities."""
    try:
        root = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise NotReadable from error
    if root.tag != "xml":
        raise NotReadable
    return {str(child.tag): child.text or "" for child in root}


def read_pushed(fields: Mapping[str, str]) -> Pushed:
    """Return the message; raises NotReadable when it lacks what each must have."""
    names = [fields.get(name, "").strip() for name in ("FromUserName", "ToUserName", "CreateTime", "MsgType")]
    open_id, to, created, kind = names
    if not all(0 < len(name) <= _LONGEST_NAME and name.isprintable() for name in names):
        raise NotReadable
    if not (created.isascii() and created.isdecimal()):
        raise NotReadable
    return Pushed(open_id, to, created, kind.lower(), fields)
