import hashlib
import hmac

import pytest

from actions.tickets.webhook import WebhookMisconfigured, signature, webhook

SECRET = "0123456789abcdef"


def test_the_signature_is_over_the_time_and_the_body() -> None:
    expected = hmac.new(SECRET.encode(), b'7.{"a": 1}', hashlib.sha256).hexdigest()
    assert signature(SECRET.encode(), 7, b'{"a": 1}') == expected
    assert signature(SECRET.encode(), 8, b'{"a": 1}') != expected


def test_no_address_no_receiver() -> None:
    assert webhook({"HANDOFF_WEBHOOK_SECRET": SECRET}) is None


@pytest.mark.parametrize(
    ("url", "secret", "name"),
    [
        ("desk.example.org", SECRET, "HANDOFF_WEBHOOK_URL"),
        ("file:///etc/passwd", SECRET, "HANDOFF_WEBHOOK_URL"),
        ("https://desk.example.org", "", "HANDOFF_WEBHOOK_SECRET"),
        ("https://desk.example.org", "short", "HANDOFF_WEBHOOK_SECRET"),
    ],
)
def test_what_is_set_wrongly_is_said(url: str, secret: str, name: str) -> None:
    with pytest.raises(WebhookMisconfigured, match=name):
        webhook({"HANDOFF_WEBHOOK_URL": url, "HANDOFF_WEBHOOK_SECRET": secret})
