"""Serves users' attachments to a helpdesk of another system, at the address sent with the message.

Each request must be signed by the helpdesk.
"""

import asyncio
import logging
import time
from collections.abc import Sequence

from sanic import HTTPResponse, response
from sanic.request import Request

from channels.desk.packet import SignedPacket, is_genuine
from persistence.attachments.addresses import Addresses
from persistence.attachments.serving import headers_of
from persistence.attachments.store import Attachments

logger = logging.getLogger(__name__)


class DeskAttachments:
    """`secrets`: keys of the helpdesks that may read attachments."""

    def __init__(self, secrets: Sequence[bytes], addresses: Addresses, store: Attachments) -> None:
        self._secrets, self._addresses, self._store = secrets, addresses, store

    async def show(self, request: Request, conversation: str, reference: str) -> HTTPResponse:
        """Return the file; 403 if the path is not signed correctly, 404 if the address has expired."""
        headers = request.headers
        signed = SignedPacket(request.path.encode(), headers.get("x-timestamp", ""), headers.get("x-signature", ""))
        if not any(is_genuine(signed, secret, time.time()) for secret in self._secrets):
            return _refused(403, "the signature is wrong, or too old")
        named = self._addresses.named(conversation, reference, time.time())
        try:
            attachment = await asyncio.to_thread(self._store.get, named.id, named.conversation) if named else None
        except Exception as error:  # each database has errors of its own
            logger.error("An attachment could not be read: %s", type(error).__name__)
            return _refused(503, "the database does not answer")
        if attachment is None:
            return _refused(404, "no such attachment, or its address has ended")
        return response.raw(
            attachment.content, content_type=attachment.media_type, headers=dict(headers_of(attachment))
        )


def _refused(status: int, reason: str) -> HTTPResponse:
    return response.json({"error": reason}, status=status)
