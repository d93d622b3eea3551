"""WebChatPictures: the routes by which a page sends a picture and gets those of its conversation."""

import asyncio
import logging
import re
import time
from functools import partial

from sanic import HTTPResponse, Sanic, response
from sanic.request import Request
from socketio import AsyncServer

from channels.attachments.policy import AttachmentPolicy
from channels.guard.guard import Guard
from channels.guard.rate_limit import Limits, RateLimiter
from channels.http import address_of, body_of, next_piece
from channels.webchat.picture_pass import LASTS, issue, reference, sender_of
from channels.webchat.visits import Visits
from persistence.attachments.marks import is_id
from persistence.attachments.redrawing import PictureRedrawer
from persistence.attachments.refusals import (
    BROKEN,
    BUSY,
    EXPIRED,
    LARGEST,
    NOBODY_ASKED,
    TOO_FAST,
    TOO_LARGE,
    TOO_MANY,
    AttachmentRefusal,
)
from persistence.attachments.serving import headers_of
from persistence.attachments.store import Attachments, NewAttachment

logger = logging.getLogger(__name__)

PATH = "/pictures"
PASS, KEY = "X-Pass", "X-Key"
LIMITS = Limits(conversation="10 per 1 minute", address="120 per 1 minute")
"""More pictures than a user needs, but too few to overload the machine."""

MOST_BODIES = 16
"""Largest number of bodies in memory at once, even if clients send slowly."""

HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}

_KEY = re.compile(r"[0-9A-Za-z_-]{8,64}", re.ASCII)


class WebChatPictures:
    """`key`: that of the session ids."""

    def __init__(self, key: bytes, store: Attachments, wanted: AttachmentPolicy, limiter: RateLimiter) -> None:
        self._key, self._store, self._wanted, self._limiter = key, store, wanted, limiter
        self._redrawing = PictureRedrawer()
        self._reading = 0

    def listen(self, sio: AsyncServer, visits: Visits, guard: Guard) -> None:
        """Answer each socket's request for a pass to its own conversation."""

        async def picture_pass(sid: str, *_: object) -> dict[str, str]:
            visit = await visits.get(sid)
            if visit is None or not await guard.allows(visit.sender, visit.address):
                return {}
            lasts = visit.user.seconds_left(time.time()) if visit.user else LASTS
            return {"pass": issue(self._key, visit.sender, lasts)}

        sio.on("picture_pass", picture_pass)

    def add_to(self, app: Sanic) -> None:
        """Add the two routes."""
        # A partial, because Sanic sets attributes on the handler and a bound method accepts none.
        app.add_route(partial(self.take), PATH, methods=["POST"], name="take_picture", stream=True)
        app.add_route(self.show, f"{PATH}/<picture>", methods=["GET"], name="show_picture")

    async def take(self, request: Request) -> HTTPResponse:
        """Store a picture; answer with the reference that the page then sends in a message."""
        try:
            taken = await self._taken(request)
        except Exception as error:  # each store has errors of its own
            logger.error("A picture could not be kept: %s", type(error).__name__)
            taken = BUSY
        if isinstance(taken, AttachmentRefusal):
            return _refused(taken)
        return response.json({"picture": taken}, headers=HEADERS)

    async def show(self, request: Request, picture: str) -> HTTPResponse:
        sender = sender_of(self._key, request.headers.get(PASS))
        if sender is None:
            return _refused(EXPIRED)
        try:
            attachment = await asyncio.to_thread(self._store.get, picture, sender) if is_id(picture) else None
        except Exception as error:  # as above
            logger.error("A picture could not be read: %s", type(error).__name__)
            return _refused(BUSY)
        if attachment is None:
            return response.json({"error": "没有这张图片，可能已经到期删除。"}, status=404, headers=HEADERS)
        return response.raw(
            attachment.content, content_type=attachment.media_type, headers=dict(headers_of(attachment))
        )

    async def _taken(self, request: Request) -> str | AttachmentRefusal:
        sender, key = sender_of(self._key, request.headers.get(PASS)), request.headers.get(KEY, "")
        if sender is None:
            return EXPIRED
        sent = NewAttachment(sender, "user", key)
        refused = await self._objection(request, sent)
        if refused:
            # A browser reads no answer before it has sent everything, so the rest is read and discarded.
            while refused is not TOO_LARGE and await next_piece(request):
                pass
            return refused
        if self._reading >= MOST_BODIES:
            return BUSY
        self._reading += 1
        try:
            body = await body_of(request, LARGEST)
        finally:
            self._reading -= 1
        # A picture stored before, whose answer was lost, is not converted again.
        stored: str | AttachmentRefusal | None = await asyncio.to_thread(self._store.stored_id, sent)
        if stored is None:
            made = await self._redrawing.redraw(body)
            stored = (
                made if isinstance(made, AttachmentRefusal) else await asyncio.to_thread(self._store.keep, sent, made)
            )
        return stored if isinstance(stored, AttachmentRefusal) else reference(self._key, sender, stored)

    async def _objection(self, request: Request, sent: NewAttachment) -> AttachmentRefusal | None:
        """Return why the body is refused before it is read; None if it is not."""
        if not _KEY.fullmatch(sent.key):
            return BROKEN
        length = request.headers.get("content-length", "")
        if length.isascii() and length.isdecimal() and int(length) > LARGEST:
            return TOO_LARGE
        if not await self._limiter.allows(f"picture {sent.conversation}", f"picture {address_of(request)}"):
            return TOO_FAST
        if not await self._wanted.accepts_picture(request.app, sent.conversation):
            return NOBODY_ASKED
        is_full = await asyncio.to_thread(self._store.is_full, sent, time.time())
        return TOO_MANY if is_full and not await asyncio.to_thread(self._store.stored_id, sent) else None


def _refused(refusal: AttachmentRefusal) -> HTTPResponse:
    body = {"error": refusal.sentence, "code": refusal.code}
    return response.json(body, status=refusal.status, headers=HEADERS)
