"""Media: fetches users' files from WeChat, and uploads agents' pictures to it.

Files are fetched at once, because WeChat keeps them for only three days.
"""

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from channels.wechat.api import WeChatApi
from channels.wechat.errors import ApiError, WeChatUnreachable
from persistence.attachments.redrawing import Kind, PictureRedrawer, RedrawnFile
from persistence.attachments.refusals import BROKEN, BUSY, TOO_LARGE, AttachmentRefusal
from persistence.attachments.store import Attachments, NewAttachment, StoredAttachment

GET, UPLOAD = "/cgi-bin/media/get", "/cgi-bin/media/upload"
LARGEST = 10 * 1024 * 1024
"""Bytes, as WeChat allows for pictures and videos."""

KINDS: Mapping[str, Kind] = {"image": "picture", "voice": "voice", "video": "video", "shortvideo": "video"}
"""By WeChat's MsgType."""

_HOSTS = (".qq.com", ".qpic.cn")
"""Where WeChat has videos that it names by an address."""


class Media:
    def __init__(self, api: WeChatApi, store: Attachments) -> None:
        self._api, self._store = api, store
        self._redrawing = PictureRedrawer()

    async def keep(self, kind: Kind, media_id: str, sent: NewAttachment) -> str | AttachmentRefusal:
        """Fetch and keep it; return its id. A message that comes twice is kept once."""
        stored = await asyncio.to_thread(self._store.stored_id, sent)
        if stored:
            return stored
        made = await self._fetched(kind, media_id)
        return made if isinstance(made, AttachmentRefusal) else await asyncio.to_thread(self._store.keep, sent, made)

    async def upload(self, sender: str, picture: str) -> str | None:
        """Give an agent's picture to WeChat and return its media id there; None for one that is gone."""
        attachment: StoredAttachment | None = await asyncio.to_thread(self._store.get, picture, sender)
        if attachment is None or attachment.kind != "picture":
            return None
        answer = await self._api.upload(
            UPLOAD, {"type": "image"}, "picture.jpg", attachment.media_type, attachment.content
        )
        return str(answer.get("media_id") or "") or None

    async def _fetched(self, kind: Kind, media_id: str) -> RedrawnFile | AttachmentRefusal:
        try:
            content: Any = await self._api.download(GET, {"media_id": media_id}, LARGEST)
            if isinstance(content, Mapping):
                content = await self._elsewhere(str(content.get("video_url") or ""))
        except (ApiError, WeChatUnreachable):
            return BUSY
        if content is None:
            return TOO_LARGE
        if kind == "picture":
            return await self._redrawing.redraw(content)
        return unchanged_file(kind, content)

    async def _elsewhere(self, url: str) -> bytes | None:
        """Return a video that WeChat names by an address of its own; raises WeChatUnreachable for any other address."""
        at = urlsplit(url)
        if at.scheme not in ("http", "https") or not (at.hostname or "").endswith(_HOSTS):
            raise WeChatUnreachable("another host")
        return await self._api.plain_download(at._replace(scheme="https").geturl(), LARGEST)


def unchanged_file(kind: Kind, content: bytes) -> RedrawnFile | AttachmentRefusal:
    """Return a voice message or a video whose beginning says that it is one."""
    if kind == "voice" and content.startswith(b"#!AMR"):
        return RedrawnFile("voice", "audio/amr", content)
    if kind == "voice" and (content.startswith(b"ID3") or content[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")):
        return RedrawnFile("voice", "audio/mpeg", content)
    if kind == "video" and content[4:8] == b"ftyp":
        return RedrawnFile("video", "video/mp4", content)
    return BROKEN
