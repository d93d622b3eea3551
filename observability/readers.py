"""Decides who may read the metrics."""

import ipaddress
from collections.abc import Iterable, Sequence

FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded")
LOOPBACK = ("127.0.0.0/8", "::1/128")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Readers:
    """This machine, and other networks that METRICS_FROM lists (a container's Prometheus)."""

    def __init__(self, others: Sequence[Network] = ()) -> None:
        self._networks = [*map(ipaddress.ip_network, LOOPBACK), *others]

    def may(self, address: str, headers: Iterable[str]) -> bool:
        """Say whether a request from `address` with headers of these names may read. What came through a proxy may
        not: the proxy stands on this machine, and those who use it do not.
        """
        if any(name.lower() in FORWARDED for name in headers):
            return False
        try:
            reader = ipaddress.ip_address(address)
        except ValueError:
            return False
        if isinstance(reader, ipaddress.IPv6Address) and reader.ipv4_mapped:
            reader = reader.ipv4_mapped
        return any(reader.version == network.version and reader in network for network in self._networks)
