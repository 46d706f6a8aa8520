"""Telling other live processes that something is new: alone nobody, or through Redis.

Only the number of the newest frame is told. Whoever hears it reads the tables, so that a
message that is lost, doubled or late changes nothing but the time it takes.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any, Final, Protocol

log = logging.getLogger(__name__)

CHANNEL: Final = "hearthside:live"
AWAY_FOR_S: Final = 1.0
WAITS_S: Final = 0.25


class FanOut(Protocol):
    """How processes wake one another."""

    def say(self, newest: int) -> None: ...
    def listen(self, heard: Callable[[], None]) -> None: ...
    def close(self) -> None: ...


class Alone:
    """One process: there is nobody to tell."""

    def say(self, newest: int) -> None:
        """Tell nobody."""

    def listen(self, heard: Callable[[], None]) -> None:
        """Hear nothing."""

    def close(self) -> None:
        """Let go of nothing."""


class Redis:
    """Several processes: a nudge through Redis; while it is away everybody looks by themselves."""

    def __init__(self, url: str) -> None:
        # Only a house that has outgrown one process has this library.
        import redis  # noqa: PLC0415

        self._me = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._faults: tuple[type[Exception], ...] = (redis.RedisError, OSError)
        self._client: Any = redis.Redis.from_url(
            url, socket_timeout=WAITS_S, socket_connect_timeout=WAITS_S
        )
        self._ear: Any = redis.Redis.from_url(url, socket_connect_timeout=WAITS_S)
        self._away_until = 0.0
        self._closing = False

    def say(self, newest: int) -> None:
        """Tell the others; a broker that is away is not asked again for a second."""
        if time.monotonic() < self._away_until:
            return
        try:
            self._client.publish(CHANNEL, f"{self._me} {newest}")
        except self._faults:
            self._away_until = time.monotonic() + AWAY_FOR_S
            log.warning("broker away")

    def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` whenever another process has something new; in a thread."""
        threading.Thread(
            target=self._listen, args=(heard,), name="ear", daemon=True
        ).start()

    def close(self) -> None:
        """Stop listening."""
        self._closing = True

    def _listen(self, heard: Callable[[], None]) -> None:
        while not self._closing:
            try:
                ear = self._ear.pubsub(ignore_subscribe_messages=True)
                ear.subscribe(CHANNEL)
                # Something may have been said before we listened.
                heard()
                while not self._closing:
                    message = ear.get_message(timeout=1.0)
                    if message and not message["data"].startswith(self._me.encode()):
                        heard()
            except self._faults:
                time.sleep(AWAY_FOR_S)


def open_fan_out(redis_url: str, *, is_shared: bool) -> FanOut:
    """Return how this process wakes others.

    is_shared -- the database is one that several processes use.
    """
    return Redis(redis_url) if redis_url and is_shared else Alone()
