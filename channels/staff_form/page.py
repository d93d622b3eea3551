"""LinkedForm: answers the requests of the form's page, which a one-time link opens."""

import json
from collections.abc import Mapping
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as answer

from channels.http import body_of
from channels.staff_form.receiver import FormReceiver

LARGEST_BODY = 4 * 1024
LONGEST_TOKEN = 64
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class LinkedForm:
    """`receiver`: None if there is no form. The token comes in the body, because URLs are logged."""

    def __init__(self, receiver: FormReceiver | None) -> None:
        self._receiver = receiver

    async def receive(self, request: Request) -> HTTPResponse:
        """Answer whether the link is still valid; if the request has `details`, store them."""
        packet = _read(await body_of(request, LARGEST_BODY))
        token = packet.get("token")
        if self._receiver is None or not isinstance(token, str) or not 0 < len(token) <= LONGEST_TOKEN:
            return _response(400)
        if "details" not in packet:
            return _response(200 if await self._receiver.is_open(token) else 410)
        stored = await self._receiver.take_by(request.app, token, packet["details"])
        return _response(200 if stored else 410)


def _read(body: bytes) -> Mapping[str, Any]:
    if len(body) > LARGEST_BODY:
        return {}
    try:
        packet = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return packet if isinstance(packet, Mapping) else {}


def _response(status: int) -> HTTPResponse:
    return answer({"ok": status == 200}, status, headers=HEADERS)
