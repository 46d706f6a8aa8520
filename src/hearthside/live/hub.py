"""Who listens here, circle by circle, and handing each frame to them in its order."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Final

from hearthside.live import sql
from hearthside.live.letters import to_letters
from hearthside.live.sessions import Seat, Session
from hearthside.live.store import Row

# A listener so far behind is let go; it comes back and reads on where it was.
MOST_BEHIND: Final = 1000
MOST_STREAMS_EACH: Final = 6
# Ask the page for a new ticket: something about you is another now.
RENEW: Final = b"event: renew\ndata: {}\n\n"
BEAT: Final = b": \n\n"


class Stream:
    """One open line to one device; what waits for it, in order."""

    __slots__ = ("box", "catching", "is_over", "sent", "session", "waiter")

    def __init__(self, session: Session) -> None:
        self.session = session
        self.box: list[bytes] = []
        self.waiter: asyncio.Future[None] | None = None
        # While it reads what it missed, what is new waits here with its number.
        self.catching: list[tuple[int, bytes]] | None = []
        # The newest it read by itself: kept by then, it may be handed on only afterwards.
        self.sent = 0
        self.is_over = False

    def put(self, event: bytes) -> None:
        """Let an event leave as soon as the line is free."""
        self.box.append(event)
        if self.waiter is not None:
            if not self.waiter.done():
                self.waiter.set_result(None)
            self.waiter = None

    def end(self, last: bytes = b"") -> None:
        """Say a last thing, and close."""
        if not self.is_over:
            self.is_over = True
            self.put(last)

    def caught_up(self, sent: int) -> None:
        """Go on with what came meanwhile; from now on everything leaves at once."""
        for id_, event in self.catching or ():
            if id_ > sent:
                self.put(event)
        self.catching, self.sent = None, sent

    async def take(self) -> bytes:
        """Return all that waits."""
        if not self.box:
            self.waiter = asyncio.get_running_loop().create_future()
            await self.waiter
        now, self.box = self.box, []
        return b"".join(now) if len(now) > 1 else now[0]


class Hub:
    """Every stream of this process. Lives on the loop; nothing here waits."""

    def __init__(self) -> None:
        self.seen = 0
        self.sessions: dict[bytes, Session] = {}
        self.names: dict[int, str] = {}
        self._circles: dict[int, set[Stream]] = {}
        self._people: dict[int, set[Session]] = {}
        self._streams: set[Stream] = set()

    @property
    def open(self) -> int:
        """How many listen here."""
        return len(self._streams)

    def beat(self) -> None:
        """Let every line that is quiet show that it is alive.

        One clock for all: a timer for each word of each line would cost more than the word.
        """
        for stream in self._streams:
            if not stream.box and stream.catching is None:
                stream.put(BEAT)

    def farewell(self) -> None:
        """End every stream: this process stops, and another takes over."""
        for stream in list(self._streams):
            stream.end()

    def remember(self, session: Session) -> Session:
        """Keep a session at hand; the one that is there already, if it is."""
        known = self.sessions.setdefault(session.digest, session)
        self._people.setdefault(known.person, set()).add(known)
        return known

    def join(self, stream: Stream) -> None:
        """Let a stream hear its circles."""
        session = stream.session
        if len(session.streams) >= MOST_STREAMS_EACH:
            next(iter(session.streams)).end()
        session.streams.add(stream)
        self._streams.add(stream)
        for seat in session.seats.values():
            self.names[seat.circle_pk] = seat.circle_id
            self._circles.setdefault(seat.circle_pk, set()).add(stream)

    def part(self, stream: Stream) -> None:
        """Forget a stream that closed."""
        stream.is_over = True
        self._streams.discard(stream)
        stream.session.streams.discard(stream)
        for seat in stream.session.seats.values():
            self._quiet(seat.circle_pk, stream)

    def hand_on(self, rows: Iterable[Row]) -> None:
        """Hand every frame that is new here to whoever sits in its circle.

        rows -- in the order of their numbers, none left out since `seen`.
        """
        for row in rows:
            if row[0] <= self.seen:
                continue
            self.seen = row[0]
            listening = self._circles.get(row[1])
            if not listening:
                continue
            event = event_of(row, self.names[row[1]])
            for stream in listening:
                if stream.catching is not None:
                    stream.catching.append((row[0], event))
                elif row[0] <= stream.sent:
                    continue
                elif len(stream.box) >= MOST_BEHIND:
                    stream.end()
                elif not stream.is_over:
                    stream.put(event)

    def seat_ended(self, circle_pk: int, seat_pk: int | None) -> None:
        """Let nothing more of a circle reach this seat, or any when none is named."""
        for session in list(self.sessions.values()):
            for name, seat in list(session.seats.items()):
                if seat.circle_pk == circle_pk and seat_pk in {None, seat.pk}:
                    self._take_away(session, name, seat)

    def rights_changed(self, person: int, number: int) -> None:
        """End every session of a person that began before this changed."""
        for session in list(self._people.get(person, ())):
            if number not in session.known:
                self.over(session)

    def over(self, session: Session) -> None:
        """End a session and its streams; their device asks the page for a new ticket."""
        session.is_over = True
        for stream in list(session.streams):
            stream.end(RENEW)
        self.sessions.pop(session.digest, None)
        mine = self._people.get(session.person)
        if mine is not None:
            mine.discard(session)
            if not mine:
                del self._people[session.person]

    def _take_away(self, session: Session, name: str, seat: Seat) -> None:
        del session.seats[name]
        gone = b'event: gone\ndata: {"circle":"%b"}\n\n' % name.encode()
        for stream in session.streams:
            self._quiet(seat.circle_pk, stream)
            stream.put(gone)

    def _quiet(self, circle_pk: int, stream: Stream) -> None:
        listening = self._circles.get(circle_pk)
        if listening is not None:
            listening.discard(stream)
            if not listening:
                del self._circles[circle_pk]
                self.names.pop(circle_pk, None)


def event_of(row: Row, circle_id: str) -> bytes:
    """Return a frame as an event of a stream, as docs/develop/protocol.md says."""
    id_, _circle, seq, kind, epoch, minute, body, tag, frank = row
    if kind == sql.WORD:
        return (
            b"id: %d\nevent: word\n"
            b'data: {"circle":"%b","seq":%d,"epoch":%d,"minute":%d,"frank":%d,'
            b'"tag":"%b","frame":"%b"}\n\n'
        ) % (
            id_,
            circle_id.encode(),
            seq,
            epoch,
            minute,
            frank,
            to_letters(bytes(tag)),
            to_letters(bytes(body)),
        )
    return (
        b"id: %d\nevent: commit\n"
        b'data: {"circle":"%b","seq":%d,"epoch":%d,"minute":%d,"frame":"%b"}\n\n'
    ) % (id_, circle_id.encode(), seq, epoch, minute, to_letters(bytes(body)))
