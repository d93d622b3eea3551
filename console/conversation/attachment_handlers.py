"""Handlers for attachments: showing a picture, voice or video, and sending a picture."""

import asyncio
import re
import time
from typing import Any

from starlette.responses import Response

from console.conversation.agent_outbox import AgentMessage
from console.conversation.conversation_handlers import send_reply
from console.http.problem import NO_SUCH_TICKET, Problem
from console.http.request import ConsoleRequest
from console.inbox.ticket_handlers import explain_refusal
from persistence.attachments.marks import TEXTS
from persistence.attachments.refusals import LARGEST, TOO_LARGE, AttachmentRefusal
from persistence.attachments.serving import headers_of
from persistence.attachments.store import NewAttachment

NO_SUCH_FILE = Problem(404, "没有这个文件，可能已经到期删除。")
NO_KEY = Problem(400, "请求不完整，请刷新页面后再发。")

_KEY = re.compile(r"[0-9A-Za-z_-]{8,64}", re.ASCII)


async def show_attachment(request: ConsoleRequest) -> Any:
    id_, who, files = request.path_value("id"), request.agent, request.services.files
    ticket = await asyncio.to_thread(files.ticket, id_)
    if ticket is None:
        raise NO_SUCH_TICKET
    if not (ticket.state == "active" and ticket.agent == who.id):
        # Recorded before it is shown, as with the conversation.
        await asyncio.to_thread(request.services.audit.look, who.id, id_, request.address, time.time())
    attachment = await asyncio.to_thread(files.of, ticket, request.path_value("file"))
    if attachment is None:
        raise NO_SUCH_FILE
    return Response(attachment.content, media_type=attachment.media_type, headers=dict(headers_of(attachment)))


async def send_picture(console_request: ConsoleRequest) -> Any:
    """Send a picture after the same checks as a user's. Repeats with the same key are one message."""
    id_, who, files = console_request.path_value("id"), console_request.agent, console_request.services.files
    key = console_request.request.headers.get("x-key", "")
    ticket = await asyncio.to_thread(files.ticket, id_)
    if ticket is None:
        raise NO_SUCH_TICKET
    if ticket.state != "active" or ticket.agent != who.id:
        raise await explain_refusal(console_request, id_)
    if not _KEY.fullmatch(key):
        raise NO_KEY
    # The conversation is part of the id, because two agents may make the same key.
    sent = NewAttachment(ticket.conversation, "agent", key)
    stored: str | AttachmentRefusal | None = await asyncio.to_thread(files.store.stored_id, sent)
    if stored is None:
        made = await files.redrawing.redraw(await _body(console_request))
        stored = made if isinstance(made, AttachmentRefusal) else await asyncio.to_thread(files.store.keep, sent, made)
    if isinstance(stored, AttachmentRefusal):
        raise Problem(stored.status, stored.sentence, {"code": stored.code})
    return await send_reply(console_request, AgentMessage(id_, key, TEXTS["picture"], picture=stored))


async def _body(console_request: ConsoleRequest) -> bytes:
    too_large = Problem(TOO_LARGE.status, TOO_LARGE.sentence, {"code": TOO_LARGE.code})
    length = console_request.request.headers.get("content-length", "")
    if length.isascii() and length.isdecimal() and int(length) > LARGEST:
        raise too_large
    body = bytearray()
    async for chunk in console_request.request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise too_large
    return bytes(body)
