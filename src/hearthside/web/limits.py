"""Limits: how often one address may do a thing. Nothing of it is kept beyond the hour."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpRequest

log = logging.getLogger(__name__)
HOUR: Final = 3600
SHARED: Final = "default"
# For what is only looked at: looking writes nothing, not even a count.
IN_MEMORY: Final = "memory"


def is_too_often(
    request: HttpRequest,
    what: str,
    *,
    most: int,
    seconds: int = HOUR,
    store: str = SHARED,
) -> bool:
    """Count one more try of this from this address; return whether it is one too many.

    An address is a network of one household (IPv6 /64), hashed; when the store is away
    the answer is yes, because what is limited here can wait.
    store -- SHARED by all page processes, or IN_MEMORY of each.
    """
    cache = caches[store]
    name = f"limit:{what}:{_neighbourhood(request)}"
    try:
        cache.add(name, 0, timeout=seconds)
        return bool(cache.incr(name) > most)
    except ValueError:
        # It ran out between the two calls.
        return False
    except _faults():
        log.warning("limits store is away")
        return True


def _faults() -> tuple[type[Exception], ...]:
    """Return how the store says that it is away."""
    if "redis" not in str(settings.CACHES[SHARED]["BACKEND"]):
        return OSError, DatabaseError
    # Five megabytes that a house without Redis never needs.
    from redis.exceptions import RedisError  # noqa: PLC0415

    return OSError, DatabaseError, RedisError


def _neighbourhood(request: HttpRequest) -> str:
    raw = request.META.get("REMOTE_ADDR", "")
    if settings.CONFIG.behind_proxy:
        raw = request.META.get("HTTP_X_FORWARDED_FOR", raw).rpartition(",")[2].strip()
    try:
        address = ipaddress.ip_address(raw)
    except ValueError:
        address = ipaddress.IPv4Address(0)
    if address.version == 6:
        address = ipaddress.ip_network(f"{address}/64", strict=False).network_address
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, str(address).encode(), hashlib.sha256).hexdigest()[:24]
