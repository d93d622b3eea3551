"""Who may read the metrics."""

import ipaddress
from collections.abc import Iterable, Mapping

FORWARDED = ("x-forwarded-for", "x-real-ip", "forwarded")
LOOPBACK = ("127.0.0.0/8", "::1/128")


class ReadersMisconfigured(ValueError):
    """METRICS_FROM names what is no address."""


class Readers:
    """This machine, and what METRICS_FROM lists: addresses or networks, by commas (a container's Prometheus)."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        listed = [text.strip() for text in environment.get("METRICS_FROM", "").split(",") if text.strip()]
        try:
            self._networks = [ipaddress.ip_network(text, strict=False) for text in (*LOOPBACK, *listed)]
        except ValueError as error:
            raise ReadersMisconfigured(f"METRICS_FROM 应是以逗号分隔的地址或网段：{error}") from error

    def may(self, address: str, headers: Iterable[str]) -> bool:
        """Say whether a request from `address` with headers of these names may read. What came through a proxy may
        not: the proxy stands on this machine, and those who use it do not.
        """
        if any(name.lower() in FORWARDED for name in headers):
            return False
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
            found = found.ipv4_mapped
        return any(found.version == network.version and found in network for network in self._networks)
