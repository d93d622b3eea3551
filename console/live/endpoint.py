"""Endpoint: the Rasa server, which is told what agents say and do."""

import http.client
import json
import time
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

from persistence.helpdesk.signing import signature

TIMEOUT = 10.0
"""Seconds: longer than a turn of the conversation takes, for which it waits there."""

SHORT = 2.0
"""The same for what is true for a moment only."""

Taken = Literal["sent", "reached", "refused", "again"]
"""sent: it is part of the conversation; reached: an open page of the user has shown it as well."""

_REFUSED = frozenset({400, 404, 409, 413})
"""It will be refused the next time as well: the user has gone back to the assistant, or it can't be read."""


class RasaEndpoint:
    """`url`: the Rasa server's, or that of the proxy in front of several. Its method blocks."""

    def __init__(self, url: str, key: bytes) -> None:
        self._at = urlsplit(url)
        self._key = key

    def post(self, packet: Mapping[str, Any], delivery: str | None = None) -> Taken:
        """Post one packet, signed. `delivery`: its id, by which it counts once."""
        try:
            status, text = self._answer(packet, {"X-Delivery": delivery} if delivery else {}, TIMEOUT)
        except (OSError, http.client.HTTPException):
            return "again"
        if status == http.HTTPStatus.OK:
            return "reached" if _read(text).get("reached") is True else "sent"
        return "refused" if status in _REFUSED else "again"

    def ask(self, packet: Mapping[str, Any]) -> Mapping[str, Any]:
        """Post a packet that is worth something now or never; return the answer, empty where there is none."""
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
    """Return the answer's JSON, empty for what is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
