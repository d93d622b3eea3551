"""RasaEndpoint: posts signed packets with agents' messages and acts to the Rasa server."""

import http.client
import json
import time
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

from persistence.helpdesk.signing import signature

TIMEOUT = 10.0
"""Seconds; longer than a turn, because a packet waits for the conversation's turn."""

SHORT = 2.0
"""Seconds for packets that are outdated after a moment."""

Taken = Literal["sent", "reached", "refused", "again"]
"""sent: stored in the conversation; reached: shown by an open page too; again: retry later."""

_REFUSED = frozenset({400, 404, 409, 413})
"""Status codes that a retry cannot change: the user went back to the assistant, or the packet is invalid."""


class RasaEndpoint:
    """`url`: the Rasa server's, or that of the proxy in front of several. Its methods block."""

    def __init__(self, url: str, key: bytes) -> None:
        self._at = urlsplit(url)
        self._key = key

    def post(self, packet: Mapping[str, Any], delivery: str | None = None) -> Taken:
        """Post one packet. `delivery`: its id, by which the server ignores repeats."""
        try:
            status, text = self._answer(packet, {"X-Delivery": delivery} if delivery else {}, TIMEOUT)
        except (OSError, http.client.HTTPException):
            return "again"
        if status == http.HTTPStatus.OK:
            return "reached" if _read(text).get("reached") is True else "sent"
        return "refused" if status in _REFUSED else "again"

    def ask(self, packet: Mapping[str, Any]) -> Mapping[str, Any]:
        """Post a packet without retry, with a short time-out; return the answer, empty if there is none."""
        try:
            status, text = self._answer(packet, {}, SHORT)
        except (OSError, http.client.HTTPException):
            return {}
        return _read(text) if status == http.HTTPStatus.OK else {}

    def _answer(self, packet: Mapping[str, Any], more: Mapping[str, str], timeout: float) -> tuple[int, bytes]:
        body = json.dumps(packet, ensure_ascii=False).encode()
        now = str(int(time.time()))
        signed = {"X-Timestamp": now, "X-Signature": signature(self._key, now, body)}
        headers = {"Content-Type": "application/json", **signed, **more}
        kind = http.client.HTTPSConnection if self._at.scheme == "https" else http.client.HTTPConnection
        connection = kind(self._at.hostname or "", self._at.port, timeout=timeout)
        try:
            connection.request("POST", self._at.path or "/", body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def _read(text: bytes) -> Mapping[str, Any]:
    """Return the answer's JSON object, empty if it is invalid."""
    try:
        reply = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return reply if isinstance(reply, dict) else {}
