"""Small, quick client ends: HTTP/1.1 kept alive, streams of events, and sockets (RFC 6455)."""

from __future__ import annotations

import asyncio
import base64
import os
from collections.abc import Callable
from typing import Any

import httptools


class Http(asyncio.Protocol):
    """One connection, one request at a time.

    on_part -- hears the body of a stream. on_end -- told when the other side closed it.
    """

    def __init__(
        self,
        port: int,
        on_part: Callable[[bytes], None] | None = None,
        on_end: Callable[[], None] | None = None,
    ) -> None:
        self.port, self.on_part, self.on_end = port, on_part, on_end
        self.line: Any = None
        self.answered: asyncio.Future[tuple[int, bytes, list[tuple[bytes, bytes]]]]

    async def open(self) -> Http:
        loop = asyncio.get_running_loop()
        await loop.create_connection(lambda: self, "127.0.0.1", self.port)
        return self

    def connection_made(self, transport: Any) -> None:
        self.line = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.on_end is not None and self.line is not None:
            self.on_end()
        self.line = None
        answered = getattr(self, "answered", None)
        if answered is not None and not answered.done():
            answered.set_exception(ConnectionError("closed"))

    def data_received(self, data: bytes) -> None:
        self.parser.feed_data(data)

    def on_message_begin(self) -> None:
        self.parts: list[bytes] = []
        self.headers: list[tuple[bytes, bytes]] = []

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        if self.on_part is not None:
            self._say(b"")

    def on_body(self, part: bytes) -> None:
        if self.on_part is not None:
            self.on_part(part)
        else:
            self.parts.append(part)

    def on_message_complete(self) -> None:
        self._say(b"".join(self.parts))

    def _say(self, body: bytes) -> None:
        if not self.answered.done():
            status = self.parser.get_status_code()
            self.answered.set_result((status, body, self.headers))

    async def ask(
        self, method: str, path: str, body: bytes = b"", headers: str = ""
    ) -> tuple[int, bytes, list[tuple[bytes, bytes]]]:
        """Return status, body and headers."""
        if self.line is None:
            await self.open()
        self.parser = httptools.HttpResponseParser(self)
        self.answered = asyncio.get_running_loop().create_future()
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n{headers}"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        self.line.write(head.encode() + body)
        return await self.answered

    def close(self) -> None:
        if self.line is not None:
            line, self.line = self.line, None
            line.abort()


class Socket(Http):
    """A web socket that carries short texts both ways."""

    async def upgrade(self, path: str, headers: str) -> None:
        """Open it. Raises ConnectionError."""
        await self.open()
        key = base64.b64encode(os.urandom(16)).decode()
        head = (
            f"GET {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n{headers}"
            "Connection: Upgrade\r\nUpgrade: websocket\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
        )
        self.held, self.is_open = bytearray(), False
        self.answered = asyncio.get_running_loop().create_future()
        self.line.write(head.encode())
        status, _, _ = await self.answered
        if status != 101:
            raise ConnectionError(str(status))

    def data_received(self, data: bytes) -> None:
        held = self.held
        held.extend(data)
        if not self.is_open:
            end = held.find(b"\r\n\r\n")
            if end < 0:
                return
            self.answered.set_result((int(held[9:12]), b"", []))
            del held[: end + 4]
            self.is_open = True
        while len(held) >= 2:
            size, at = held[1], 2
            if size == 126:
                size, at = int.from_bytes(held[2:4]), 4
            elif size == 127:
                size, at = int.from_bytes(held[2:10]), 10
            if len(held) < at + size:
                return
            kind, part = held[0] & 15, bytes(held[at : at + size])
            del held[: at + size]
            if kind == 1 and self.on_part is not None:
                self.on_part(part)
            elif kind == 9:
                self._frame(10, part)

    def send(self, text: bytes) -> None:
        """Send a text. Raises ConnectionError."""
        if self.line is None:
            raise ConnectionError("closed")
        self._frame(1, text)

    def _frame(self, kind: int, raw: bytes) -> None:
        size = len(raw)
        head = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2)
        # Masked with nought: the other end must do its part, ours is not measured.
        self.line.write(bytes([0x80 | kind]) + head + bytes(4) + raw)


class Pool:
    """Kept-alive connections, as many as are asked for at once."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.free: list[Http] = []

    async def ask(self, method: str, path: str, body: bytes, headers: str) -> Any:
        one = self.free.pop() if self.free else await Http(self.port).open()
        said = await one.ask(method, path, body, headers)
        self.free.append(one)
        return said

    def close(self) -> None:
        for one in self.free:
            one.close()
        self.free = []
