"""Which machines may be asked: those on the open internet, and no other."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

Reach = Callable[[str], bool]
"""Says whether an address, such as "203.0.113.7", may be connected to."""

# Translated networks: behind them stands an IPv4 address, wherever that leads.
_TRANSLATED: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


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
