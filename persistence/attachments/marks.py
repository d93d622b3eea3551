"""Marks a message as a picture, voice message or video: its metadata and its text."""

from collections.abc import Mapping
from typing import Any

from persistence.attachments.redrawing import Kind

KEY = "attachment"
"""The metadata of a message that has one: its id and its kind."""

TEXTS: Mapping[Kind, str] = {"picture": "[图片]", "voice": "[语音]", "video": "[视频]"}
"""What is read where it can't be shown: in logs of a conversation, a mail, another system's desk."""


def metadata_of(id_: str, kind: Kind) -> dict[str, Any]:
    """Return the metadata of a message with the attachment of this id."""
    return {KEY: {"id": id_, "kind": kind}}


def is_mark(text: str) -> bool:
    """Say whether a message is nothing but an attachment."""
    return text.strip() in TEXTS.values()


def attachment_in(metadata: object) -> dict[str, str] | None:
    """Return the attachment that metadata name, None where they name none."""
    mark = metadata.get(KEY) if isinstance(metadata, Mapping) else None
    if not isinstance(mark, Mapping) or mark.get("kind") not in TEXTS or not is_id(mark.get("id")):
        return None
    return {"id": str(mark["id"]), "kind": str(mark["kind"])}


def is_id(value: object) -> bool:
    """Say whether a value has the form of an attachment's id."""
    return isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef")
