"""The address of a user, as limits count it."""

import pytest
from sanic.request import Request

from channels.http import address_of


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("a name", "a name"),
        ("", ""),
    ],
)
def test_one_line_of_ipv6_is_one_address(address: str, counted: str) -> None:
    assert address_of(_Request(address)) == counted


class _Request(Request):
    """Comes from an address, as a proxy tells it."""

    def __init__(self, address: str) -> None:
        super().__init__(b"/", {}, "1.1", "GET", None, None)  # type: ignore[arg-type]
        self._address = address

    @property
    def remote_addr(self) -> str:
        return self._address
