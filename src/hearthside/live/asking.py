"""Reading a request: its body within bounds, its headers once each, who shows what."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final
from urllib.parse import urlsplit

from hearthside.live import sessions
from hearthside.live.letters import NOT_KEPT
from hearthside.settings.config import Config

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
SLOWEST_BODY_S: Final = 10.0


async def body_of(receive: Receive, *, most: int) -> bytes | None:
    """Return what was sent, or None when it is too large or dribbles."""
    message = await receive()
    body: bytes = message.get("body", b"")
    if message.get("more_body"):
        try:
            async with asyncio.timeout(SLOWEST_BODY_S):
                parts = [body]
                size = len(body)
                while message.get("more_body") and size <= most:
                    message = await receive()
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                body = b"".join(parts)
        except TimeoutError:
            return None
    return body if len(body) <= most else None


async def preflight(send: Send, origin: bytes) -> None:
    """Tell a browser what a page of ours may ask from another port."""
    headers = [
        (b"access-control-allow-origin", origin),
        (b"access-control-allow-methods", b"GET, POST, DELETE"),
        (
            b"access-control-allow-headers",
            b"authorization, content-type, idempotency-key, last-event-id",
        ),
        (b"access-control-max-age", b"600"),
        (b"vary", b"Origin"),
        *NOT_KEPT,
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def first_of(headers: list[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Return headers by name; one that comes twice counts as if it were not there."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        found[name] = b"" if name in found else value
    return found


def bearer(asked: dict[bytes, bytes]) -> str | None:
    """Return what somebody shows (RFC 6750 section 2.1), if it could be one of ours."""
    scheme, _space, shown = asked.get(b"authorization", b"").partition(b" ")
    if scheme.lower() != b"bearer" or not 0 < len(shown) <= sessions.LONGEST_TICKET:
        return None
    return shown.decode("ascii") if shown.isascii() else None


def origins(config: Config) -> frozenset[bytes]:
    """Return the pages that may speak to us: this house's own."""
    port = config.port
    names = {f"http://{host}:{port}" for host in config.allowed_hosts}
    if port == 80:
        names |= {f"http://{host}" for host in config.allowed_hosts}
    here = urlsplit(config.base_address)
    return frozenset(
        name.encode() for name in names | {f"{here.scheme}://{here.netloc}"}
    )
