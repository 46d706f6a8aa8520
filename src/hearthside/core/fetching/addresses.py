"""Which machines may be asked: those on the open internet, or those of our own network."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Reach = Callable[[str], bool]
"""Says whether an address, such as "203.0.113.7", may be connected to."""

# Translated networks: behind them stands an IPv4 address, wherever that leads.
_TRANSLATED: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
# Source: RFC 1122 and RFC 4291 (loopback), RFC 1918, RFC 4193.
_OURS: Final = tuple(
    ip_network(one)
    for one in (
        *("127.0.0.0/8", "::1/128"),
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
    )
)
# Where a cloud answers with its own keys.
_KEYS_OF_A_CLOUD: Final = ip_address("fd00:ec2::254")


def may_reach(address: str) -> bool:
    """Return whether the address is a machine on the open internet.

    Not: loopback, private, link-local (a cloud's metadata), shared, reserved, multicast,
    and any IPv6 address that is an IPv4 one in other clothes (mapped, 6to4, Teredo, NAT64)
    or of a site of old.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and _is_in_other_clothes(found):
        return False
    return _is_open(found)


def is_near(address: str) -> bool:
    """Return whether the address is this machine, or one of a private network.

    Not: link-local (a cloud's metadata), shared, and IPv4 in other clothes.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return found != _KEYS_OF_A_CLOUD and any(found in network for network in _OURS)


def _is_open(found: IPv4Address | IPv6Address) -> bool:
    return (
        found.is_global
        and not found.is_multicast
        and not found.is_reserved
        and not found.is_unspecified
        and not found.is_private
        and not found.is_loopback
        and not found.is_link_local
    )


def _is_in_other_clothes(found: IPv6Address) -> bool:
    if found.ipv4_mapped or found.sixtofour or found.teredo or found.is_site_local:
        return True
    return any(found in network for network in _TRANSLATED)
