"""One thread that writes: whatever came while the disk worked is the next transaction."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from hearthside.engines import sealing
from hearthside.live import ledger, sql
from hearthside.live.ledger import Batch, Frank, Outcome, Post
from hearthside.live.letters import from_letters
from hearthside.live.store import Row, Store, Trouble

log = logging.getLogger(__name__)

Waiting = tuple[Post, "asyncio.Future[Outcome]"]
MOST_WAITING: Final = 4000
MOST_IN_ONE: Final = 500
ANOTHER_KEY_AFTER_S: Final = 60.0


class TooBusy(Exception):
    """So much waits for the disk that nothing more is taken in."""


class CannotWrite(Exception):
    """The disk is full, or the database is away; nothing was kept."""


class Writer:
    """Takes posts from the loop, keeps them, and answers on the loop again."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        *,
        loop: asyncio.AbstractEventLoop,
        secrets: tuple[str, ...],
        seen: Callable[[], int],
        hand_on: Callable[[list[Row]], None],
        said: Callable[[int], None],
    ) -> None:
        """Begin.

        seen -- the newest frame handed on so far. hand_on -- called on the loop with every
        frame since. said -- called in this thread with the newest, for other processes.
        """
        self._open = open_store
        self._loop = loop
        self._secrets = secrets
        self._seen = seen
        self._hand_on = hand_on
        self._said = said
        self._queue: list[Waiting] = []
        self._some = threading.Condition()
        self._closing = False
        self._frank: Frank | None = None
        self._frank_at = 0.0
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def close(self) -> None:
        """Write what waits, then end."""
        with self._some:
            self._closing = True
            self._some.notify()
        self._thread.join(timeout=30)

    def keep(self, post: Post) -> asyncio.Future[Outcome]:
        """Return what will become of a post.

        Raises TooBusy; the future raises CannotWrite.
        """
        future: asyncio.Future[Outcome] = self._loop.create_future()
        with self._some:
            if len(self._queue) >= MOST_WAITING or self._closing:
                raise TooBusy
            self._queue.append((post, future))
            if len(self._queue) == 1:
                self._some.notify()
        return future

    def _run(self) -> None:
        store = self._open()
        while True:
            with self._some:
                while not self._queue and not self._closing:
                    self._some.wait()
                if not self._queue:
                    store.close()
                    return
                now, self._queue = (
                    self._queue[:MOST_IN_ONE],
                    self._queue[MOST_IN_ONE:],
                )
            try:
                batch = ledger.keep(
                    store,
                    [post for post, _future in now],
                    frank=self._key(store),
                    minute=int(time.time()) // 60,
                    seen=self._seen(),
                )
            except Exception as fault:  # noqa: BLE001 - this thread outlives any fault
                kind = (
                    str(fault) if isinstance(fault, Trouble) else type(fault).__name__
                )
                log.error("words not kept", extra={"kind": kind})
                self._loop.call_soon_threadsafe(self._refuse, now)
                continue
            self._loop.call_soon_threadsafe(self._done, now, batch)
            if batch.news:
                self._said(int(batch.news[-1][0]))

    def _key(self, store: Store) -> Frank:
        """Return the key in use; another one is noticed within a minute. Raises Trouble."""
        now = time.monotonic()
        if self._frank is None or now - self._frank_at > ANOTHER_KEY_AFTER_S:
            rows = store.ask(sql.FRANK)
            if not rows:
                raise Trouble("no franking key")
            opened = sealing.unseal(
                rows[0][1], purpose=sql.KEY_PURPOSE, secrets=self._secrets
            )
            self._frank = Frank(int(rows[0][0]), from_letters(opened))
            self._frank_at = now
        return self._frank

    def _done(self, now: list[Waiting], batch: Batch) -> None:
        for (_post, future), outcome in zip(now, batch.outcomes, strict=True):
            if not future.done():
                future.set_result(outcome)
        self._hand_on(batch.news)

    def _refuse(self, now: list[Waiting]) -> None:
        for _post, future in now:
            if not future.done():
                future.set_exception(CannotWrite())
