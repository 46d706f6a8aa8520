"""The addresses under /live/, as raw ASGI: begin, post a word, listen, end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import Any, Final, TypeVar

from hearthside.engines import envelopes
from hearthside.engines.envelopes import NotOurs
from hearthside.live import sessions, sql
from hearthside.live.answers import Answer, answer, problem
from hearthside.live.asking import (
    Receive,
    Send,
    bearer,
    body_of,
    first_of,
    origins,
    preflight,
)
from hearthside.live.fan_out import FanOut, open_fan_out
from hearthside.live.hub import Hub, Stream
from hearthside.live.ledger import Gone, Kept, Post, Stale
from hearthside.live.letters import from_letters
from hearthside.live.listening import Listening
from hearthside.live.sessions import NoSession, Session
from hearthside.live.store import Store, Trouble, open_store
from hearthside.live.watching import Watch
from hearthside.live.writing import CannotWrite, TooBusy, Writer
from hearthside.settings.config import Config

Scope = MutableMapping[str, Any]
T = TypeVar("T")

AT: Final = "/live/"
READERS: Final = 2
# Proxies close a line on which nothing comes for a minute.
BEAT_S: Final = 25.0
ONCE_LONG: Final = 16
# Nobody writes faster; what a device kept while it was away leaves in one go.
IN_ONE_GO: Final = 30


class Live:
    """One live process."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.hub = Hub()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._own = local()
        self._fan_out: FanOut = open_fan_out(
            config.redis_url, is_shared=bool(config.database_url)
        )
        self._origins = origins(config)
        self._a_second = config.live_words_a_minute / 60
        self._loop: asyncio.AbstractEventLoop
        self.writer: Writer
        self.watch: Watch

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or the server's own beginning and end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    # -- beginning and end

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        try:
            await self.start()
        except Trouble as fault:
            await send({"type": "lifespan.startup.failed", "message": str(fault)})
            return
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.get_running_loop().run_in_executor(None, self.close)
        await send({"type": "lifespan.shutdown.complete"})

    async def start(self) -> None:
        """Begin where the tables are now. Raises Trouble."""
        self._loop = asyncio.get_running_loop()
        newest = (await self._ask(lambda store: store.ask(sql.NEWEST)))[0]
        self.hub.seen = int(newest[0])
        self.writer = Writer(
            self._open,
            loop=self._loop,
            secrets=(self.config.secret, *self.config.old_secrets),
            seen=lambda: self.hub.seen,
            hand_on=self.hub.hand_on,
            said=self._fan_out.say,
        )
        self.writer.start()
        self.watch = Watch(self._open, loop=self._loop, hub=self.hub)
        self.watch.start(wake=int(newest[1]), rights=int(newest[2]))
        self._fan_out.listen(self.watch.nudge)
        self._beat()

    def _beat(self) -> None:
        self.hub.beat()
        self._loop.call_later(BEAT_S, self._beat)

    def close(self) -> None:
        """Write what waits, and stop."""
        self._fan_out.close()
        self.writer.close()
        self.watch.close()
        self._readers.shutdown(wait=False)

    # -- requests

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        asked = first_of(scope["headers"])
        origin = asked.get(b"origin")
        if origin is not None and origin.rstrip(b"/") not in self._origins:
            await answer(send, problem(403, "That page is not one of ours."))
            return
        if method == "OPTIONS" and origin is not None:
            await preflight(send, origin)
            return
        if path.startswith("/live/circles/") and method == "POST":
            said = await self._post(path, asked, receive)
        elif path == "/live/events" and method == "GET":
            listening = await self._listen(asked)
            if isinstance(listening, Listening):
                await listening.run(receive, send, origin)
                return
            said = listening
        elif path == "/live/session" and method == "POST":
            said = await self._begin(receive, asked)
        elif path == "/live/session" and method == "DELETE":
            said = await self._end(asked)
        elif path == "/live/health" and method == "GET":
            said = self._health()
        elif path in {"/live/events", "/live/session", "/live/health"}:
            said = problem(405, "That is not done here.")
        else:
            said = problem(404, "There is nothing here.")
        await answer(send, said, origin)

    async def _post(
        self, path: str, asked: dict[bytes, bytes], receive: Receive
    ) -> Answer:
        name, _slash, rest = path.removeprefix("/live/circles/").partition("/")
        if rest != "words":
            return problem(404, "There is nothing here.")
        body = await body_of(receive, most=sql.LARGEST_WORD)
        try:
            session = await self._session(asked)
        except NoSession:
            return problem(401, "Ask the page for a new ticket.")
        except Trouble:
            return problem(503, "Not now. Nothing was kept; send it again.")
        # Somebody who does not sit there is told nothing about what they sent.
        seat = session.seats.get(name)
        if seat is None:
            return problem(404, "There is nothing here.")
        if body is None:
            return problem(413, "That is larger than a word is.")
        try:
            once = from_letters(asked.get(b"idempotency-key", b"").decode("ascii"))
            outside = envelopes.word(body)
        except (NotOurs, ValueError):
            return problem(400, "That is no sealed word.")
        if len(once) != ONCE_LONG or outside.mls_id != seat.mls_id:
            return problem(400, "That is no sealed word of this circle.")
        if not self._may_post(session):
            return problem(429, "That is very much at once. Wait a little.", retry_s=2)
        post = Post(
            seat.pk,
            seat.id,
            seat.circle_pk,
            seat.mls_id,
            outside.epoch,
            outside.commitment,
            once,
            body,
        )
        try:
            outcome = await self.writer.keep(post)
        except (TooBusy, CannotWrite):
            return problem(503, "Not now. Nothing was kept; send it again.", retry_s=1)
        return _said_of(outcome)

    async def _begin(self, receive: Receive, asked: dict[bytes, bytes]) -> Answer:
        shown = bearer(asked)
        if shown is None or await body_of(receive, most=0) is None:
            return problem(401, "Ask the page for a new ticket.")
        try:
            session = await self._ask(lambda store: sessions.begin(store, shown))
        except NoSession:
            return problem(401, "Ask the page for a new ticket.")
        except Trouble:
            return problem(503, "Not now. Ask the page for a new ticket.", retry_s=1)
        return Answer(201, b'{"session":"%b"}' % session.encode())

    async def _end(self, asked: dict[bytes, bytes]) -> Answer:
        shown = bearer(asked)
        if shown is not None:
            digest = sessions.digest_of(shown)
            if session := self.hub.sessions.get(digest):
                self.hub.over(session)
            try:
                await self._ask(lambda store: store.ask(sql.END_SESSION, digest))
            except Trouble:
                return problem(503, "Not now. Try again.", retry_s=1)
        # The same whether there was one.
        return Answer(204, b"")

    async def _listen(self, asked: dict[bytes, bytes]) -> Listening | Answer:
        if self.hub.open >= self.config.live_streams:
            return problem(503, "Too many listen here. Try again.", retry_s=5)
        try:
            session = await self._session(asked)
            # Whatever was true a while ago is asked again, each time a stream opens.
            await self._ask(lambda store: sessions.look_again(store, session))
        except NoSession:
            if known := self._at_hand(asked):
                self.hub.over(known)
            return problem(401, "Ask the page for a new ticket.")
        except Trouble:
            return problem(503, "Not now. Try again.", retry_s=1)
        last = asked.get(b"last-event-id", b"")
        return Listening(self.hub, Stream(session), last, self._ask)

    def _health(self) -> Answer:
        """Say whether the tables were looked at lately; no number of anybody."""
        is_well = time.monotonic() - self.watch.looked_at < 5
        said = b'{"well":true}' if is_well else b'{"well":false}'
        return Answer(200 if is_well else 503, said)

    # -- what they need

    async def _session(self, asked: dict[bytes, bytes]) -> Session:
        if known := self._at_hand(asked):
            return known
        shown = bearer(asked)
        if shown is None:
            raise NoSession
        found = await self._ask(lambda store: sessions.find(store, shown))
        session = self.hub.remember(found)
        try:
            # From here on it hears of every change; what came before is asked once more.
            await self._ask(lambda store: sessions.look_again(store, session))
        except NoSession:
            self.hub.over(session)
            raise
        return session

    def _at_hand(self, asked: dict[bytes, bytes]) -> Session | None:
        shown = bearer(asked)
        return self.hub.sessions.get(sessions.digest_of(shown)) if shown else None

    def _may_post(self, session: Session) -> bool:
        now = self._loop.time()
        free = session.may_post + (now - session.counted_at) * self._a_second
        session.counted_at = now
        session.may_post = min(free, max(IN_ONE_GO, self._a_second)) - 1
        if session.may_post < 0:
            session.may_post += 1
            return False
        return True

    async def _ask(self, work: Callable[[Store], T]) -> T:
        return await self._loop.run_in_executor(self._readers, self._work, work)

    def _work(self, work: Callable[[Store], T]) -> T:
        store = getattr(self._own, "store", None)
        if store is None:
            store = self._own.store = self._open()
        return work(store)

    def _open(self) -> Store:
        return open_store(self.config)


def _said_of(outcome: Kept | Stale | Gone) -> Answer:
    if isinstance(outcome, Kept):
        body = b'{"id":%d,"seq":%d,"epoch":%d,"minute":%d}' % (
            outcome.id,
            outcome.seq,
            outcome.epoch,
            outcome.minute,
        )
        return Answer(201 if outcome.is_new else 200, body)
    if isinstance(outcome, Stale):
        said = b'{"why":"The keys were turned meanwhile.","epoch":%d}' % outcome.epoch
        return Answer(409, said)
    return problem(404, "There is nothing here.")
