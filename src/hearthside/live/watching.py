"""Looking at the tables four times a second: what pages and other processes changed."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from hearthside.live import sql
from hearthside.live.hub import Hub
from hearthside.live.ledger import MOST_AT_ONCE
from hearthside.live.store import Store, Trouble

log = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 0.25
SIGNED_IN_EVERY_S: Final = 1.0
# Two acts at once may be numbered in one order and seen in the other (core/rights_changed.py).
SETTLES_AFTER_S: Final = 60.0
LAST: Final = (1 << 63) - 1


class Watch:
    """One thread that reads; what it finds it says on the loop."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        *,
        loop: asyncio.AbstractEventLoop,
        hub: Hub,
    ) -> None:
        self._open = open_store
        self._loop = loop
        self._hub = hub
        self._nudge = threading.Event()
        self._closing = False
        self._wake = 0
        self._settled = 0
        self._rights: dict[int, float] = {}
        self._asked_at = 0.0
        self._thread = threading.Thread(target=self._run, name="watch", daemon=True)
        self.looked_at = 0.0

    def start(self, *, wake: int, rights: int) -> None:
        """Begin to look at what is newer than these numbers."""
        self._wake, self._settled = wake, rights
        self._thread.start()

    def nudge(self) -> None:
        """Look at once."""
        self._nudge.set()

    def close(self) -> None:
        """Stop looking."""
        self._closing = True
        self._nudge.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        store = self._open()
        is_away = False
        while not self._closing:
            self._nudge.wait(LOOK_EVERY_S)
            self._nudge.clear()
            try:
                self._look(store)
                is_away = False
                self.looked_at = time.monotonic()
            except Trouble as fault:
                if not is_away:
                    log.error("cannot look", extra={"kind": str(fault)})
                is_away = True
        store.close()

    def _look(self, store: Store) -> None:
        self._look_at_rights(store)
        for number, circle, seat in store.ask(sql.WAKES_AFTER, self._wake):
            self._wake = number
            self._loop.call_soon_threadsafe(self._hub.seat_ended, circle, seat)
        rows = store.ask(sql.BETWEEN, self._hub.seen, LAST, MOST_AT_ONCE)
        if rows:
            self._loop.call_soon_threadsafe(self._hub.hand_on, rows)
        if len(rows) == MOST_AT_ONCE:
            self._nudge.set()
        now = time.monotonic()
        if now - self._asked_at >= SIGNED_IN_EVERY_S:
            self._asked_at = now
            self._look_who_is_signed_in(store)

    def _look_at_rights(self, store: Store) -> None:
        now = time.monotonic()
        for number, person in store.ask(sql.RIGHTS_AFTER, self._settled):
            if number not in self._rights:
                self._rights[number] = now
                self._loop.call_soon_threadsafe(
                    self._hub.rights_changed, person, number
                )
        for number, at in sorted(self._rights.items()):
            if now - at < SETTLES_AFTER_S:
                break
            self._settled = number
            del self._rights[number]

    def _look_who_is_signed_in(self, store: Store) -> None:
        # One list for both: who comes while the tables are asked was not asked about.
        here = list(self._hub.sessions.values())
        if not here:
            return
        rows = store.ask(
            sql.SIGNED_IN, store.several({one.session_key for one in here})
        )
        signed_in = {row[0] for row in rows}
        late = time.time()
        for session in here:
            if session.session_key not in signed_in or session.until < late:
                self._loop.call_soon_threadsafe(self._hub.over, session)
