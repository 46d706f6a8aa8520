"""The live process: python -m hearthside.live."""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from hearthside.live.app import Live
from hearthside.settings.config import Config, ConfigRefused, read_config

SLOWEST_HEADER_S = 10.0


class Patient(HttpToolsProtocol):
    """HTTP as uvicorn speaks it; somebody who dribbles a header holds nothing for long."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._late = self.loop.call_later(SLOWEST_HEADER_S, self._give_up)

    def on_headers_complete(self) -> None:
        self._come()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._come()
        super().connection_lost(exc)

    def _come(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        if self.transport is not None:
            self.transport.abort()


class Server(uvicorn.Server):
    """Lets every listener go before it waits for them: they come back by themselves."""

    def __init__(self, config: uvicorn.Config, live: Live) -> None:
        super().__init__(config)
        self._live = live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._live.hub.farewell()
        await super().shutdown(sockets)


def serve(config: Config) -> None:
    """Listen until told to stop."""
    live = Live(config)
    settings = uvicorn.Config(
        live,
        host=config.host,
        port=config.live_at,
        loop="uvloop",
        http=Patient,
        ws="none",
        lifespan="on",
        # No address is written down, and nobody is told what we run on.
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        log_level="warning",
        timeout_keep_alive=75,
        timeout_graceful_shutdown=3,
        backlog=4096,
    )
    Server(settings, live).run()


if __name__ == "__main__":
    try:
        serve(read_config())
    except ConfigRefused as refusal:
        sys.exit(f"The live process did not open. {refusal}")
