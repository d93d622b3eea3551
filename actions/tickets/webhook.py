"""Webhook: posts tickets, signed, to the desk of another system."""

import hashlib
import hmac
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any

from settings.processes import ActionServer

TIMEOUT = 10.0


@dataclass(frozen=True)
class Webhook:
    """`url` takes JSON by POST; any 2xx means that it has been taken."""

    url: str
    secret: bytes

    def post(self, body: str, at: int) -> None:
        """Send one event; raises OSError when the receiver is away or does not take it.

        The receiver finds `at` (seconds since 1970) and the signature over it and the body in the headers
        (docs/design/handoff.md). An event that was sent twice has one body.
        """
        data = body.encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Timestamp": str(at),
            "X-Signature": f"sha256={signature(self.secret, at, data)}",
            "X-Delivery": uuid.uuid5(uuid.NAMESPACE_OID, body).hex,
        }
        request = urllib.request.Request(self.url, data, headers, method="POST")
        with urllib.request.build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as response:
            response.read()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Refuses redirects: a redirected post loses its body and goes to an address nobody has configured."""

    def redirect_request(self, *_: Any) -> None:
        return None


def signature(secret: bytes, at: int, body: bytes) -> str:
    """Return the hexadecimal HMAC-SHA256 of the time, a full stop and the body."""
    return hmac.new(secret, f"{at}.".encode() + body, hashlib.sha256).hexdigest()


def webhook(settings: ActionServer) -> Webhook | None:
    """Return the webhook at HANDOFF_WEBHOOK_URL, None if that is not set."""
    if settings.handoff_webhook_url is None:
        return None
    return Webhook(settings.handoff_webhook_url, settings.desk_secret.encode())
