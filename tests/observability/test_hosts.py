"""Which Host headers are for this server."""

import pytest

from observability.hosts import LONGEST_SHOWN, is_allowed_host, loggable_host

ALLOWED = {"assistant.example.org", "10.0.0.5", "[2001:db8::1]"}


@pytest.mark.parametrize(
    "header",
    ["127.0.0.1", "127.0.0.1:5005", "localhost:1", "LOCALHOST", "[::1]", "[::1]:80", "Assistant.Example.org:443",
     "assistant.example.org.", "10.0.0.5", "[2001:DB8::1]:8443"],
)  # fmt: skip
def test_ours(header: str) -> None:
    assert is_allowed_host(header, ALLOWED)


@pytest.mark.parametrize(
    "header",
    ["evil.example", "assistant.example.org.evil.example", "evil.example:assistant.example.org", "127.0.0.1:",
     "127.0.0.1.evil.example", "localhost:123456", "a@localhost", "localhost/", " ", "", "::1", "[::2]", "本机",
     "a" * 60_000, "\udcff"],
)  # fmt: skip
def test_of_others(header: str) -> None:
    assert not is_allowed_host(header, ALLOWED)


def test_a_line_of_the_log_stays_one() -> None:
    for header in ("a\r\nERROR b", "\x1b[31m", "\udcff", "a" * 60_000):
        assert loggable_host(header).isprintable()
        assert len(loggable_host(header)) < LONGEST_SHOWN * 8
