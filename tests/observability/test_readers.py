"""Who may read the metrics."""

from ipaddress import ip_network

import pytest

from observability.readers import Readers


@pytest.mark.parametrize("address", ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])
def test_this_machine(address: str) -> None:
    assert Readers().may(address, ["host", "accept"])


@pytest.mark.parametrize("address", ["10.0.0.5", "192.0.2.1", "2001:db8::1", "", "somewhere"])
def test_nobody_else(address: str) -> None:
    assert not Readers().may(address, [])


def test_others_that_are_named() -> None:
    readers = Readers([ip_network("10.0.0.0/24"), ip_network("2001:db8::1")])
    assert readers.may("10.0.0.5", [])
    assert readers.may("2001:db8::1", [])
    assert readers.may("127.0.0.1", [])
    assert not readers.may("10.0.1.5", [])


@pytest.mark.parametrize("header", ["X-Forwarded-For", "x-real-ip", "Forwarded"])
def test_nobody_through_a_proxy(header: str) -> None:
    assert not Readers([ip_network("10.0.0.0/24")]).may("127.0.0.1", ["host", header])
