"""One stream: what was missed, in order, then what comes (WHATWG server-sent events)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from typing import Any, Final

from hearthside.live import sessions, sql
from hearthside.live.hub import RENEW, Hub, Stream, event_of
from hearthside.live.letters import NOT_KEPT, plain_json
from hearthside.live.sessions import NoSession
from hearthside.live.store import Row, Store, Trouble

Message = MutableMapping[str, Any]
Ask = Callable[[Callable[[Store], Any]], Awaitable[Any]]

A_PAGE: Final = 200
HEADERS: Final = (
    (b"content-type", b"text/event-stream"),
    # A proxy that collects answers would hold words back.
    (b"x-accel-buffering", b"no"),
    *NOT_KEPT,
)


class Listening:
    """A stream from its opening to its end."""

    def __init__(self, hub: Hub, stream: Stream, last: bytes, ask: Ask) -> None:
        """last -- the Last-Event-ID that was sent, whatever it is."""
        self._hub, self._stream, self._ask = hub, stream, ask
        self._last = last

    async def run(
        self,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
        origin: bytes | None,
    ) -> None:
        """Send events until either side ends it."""
        headers = list(HEADERS)
        if origin is not None:
            headers += [(b"access-control-allow-origin", origin), (b"vary", b"Origin")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        stream = self._stream
        # From here on nothing that is kept can pass it by.
        self._hub.join(stream)
        pump = asyncio.ensure_future(self._pump(send))
        try:
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return
        finally:
            self._hub.part(stream)
            pump.cancel()

    async def _pump(self, send: Callable[[Message], Awaitable[None]]) -> None:
        stream = self._stream
        try:
            await self._begin(send)
        except (NoSession, Trouble):
            stream.end(RENEW)
        while True:
            events = await stream.take()
            is_over = stream.is_over
            await send(
                {
                    "type": "http.response.body",
                    "body": events,
                    "more_body": not is_over,
                }
            )
            if is_over:
                return

    async def _begin(self, send: Callable[[Message], Awaitable[None]]) -> None:
        """Say where the circles are, then everything since the last event they had."""
        stream, newest = self._stream, self._hub.seen
        session = stream.session
        circles = await self._ask(lambda store: sessions.look_again(store, session))
        for name in session.seats.keys() - circles.keys():
            lost = session.seats[name]
            self._hub.seat_ended(lost.circle_pk, lost.pk)
        after = _number(self._last, newest)
        said = plain_json(
            {
                "resumed": after is not None,
                "circles": {
                    name: {"epoch": epoch, "seq": seq}
                    for name, (epoch, seq) in circles.items()
                },
            }
        )
        number = newest if after is None else after
        await _send(send, b"id: %d\nevent: begin\ndata: %b\n\n" % (number, said))
        while after is not None:
            rows = await self._ask(partial(self._page, after=after))
            if rows:
                await _send(send, b"".join(self._events(rows)))
                number = after = rows[-1][0]
            if len(rows) < A_PAGE:
                break
        stream.caught_up(number)

    def _page(self, store: Store, *, after: int) -> list[Row]:
        circles = {seat.circle_pk for seat in self._stream.session.seats.values()}
        return store.ask(sql.AFTER, store.several(circles), after, A_PAGE)

    def _events(self, rows: list[Row]) -> list[bytes]:
        here = {seat.circle_pk: seat for seat in self._stream.session.seats.values()}
        return [
            event_of(row, here[row[1]].circle_id)
            for row in rows
            # What was said before they came stays with those who were there.
            if row[1] in here and row[2] > here[row[1]].from_seq
        ]


async def _send(send: Callable[[Message], Awaitable[None]], events: bytes) -> None:
    if events:
        await send({"type": "http.response.body", "body": events, "more_body": True})


def _number(last: bytes, newest: int) -> int | None:
    """Return where to go on, or None for what is no number of ours or lies ahead of us."""
    if not (last.isascii() and last.isdigit() and len(last) < 19):
        return None
    return int(last) if int(last) <= newest else None
