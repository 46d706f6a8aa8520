"""Who listens: a ticket becomes a session, and a session knows its seats; nobody's name."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any, Final

from hearthside.engines import sealing
from hearthside.live import sql
from hearthside.live.store import Clash, Store, Trouble

LASTS_S: Final = 12 * 3600
LONGEST_TICKET: Final = 64


class NoSession(Exception):
    """There is no such ticket or session, or no longer."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat of a session: its numbers and ids, and from where on words are for it."""

    pk: int
    id: str
    circle_pk: int
    circle_id: str
    mls_id: bytes
    from_seq: int


@dataclass(slots=True, eq=False)
class Session:
    """One device that may post and listen.

    digest -- SHA-256 of what it shows. seats -- by the circle's public id. session_key --
    of the browser's own signing in: when that ends, this does. known -- what changed
    before it began.
    """

    digest: bytes
    person: int
    session_key: str
    known: frozenset[int]
    until: int
    seats: dict[str, Seat]
    streams: set[Any] = field(default_factory=set)
    may_post: float = 0.0
    counted_at: float = 0.0
    is_over: bool = False


def digest_of(shown: str) -> bytes:
    """Return by what a ticket or session is kept."""
    return hashlib.sha256(shown.encode()).digest()


def begin(store: Store, ticket: str) -> str:
    """Use a ticket up; return what the new session shows from now on.

    Raises NoSession: it was used, or is older than a minute. Raises Trouble.
    """
    now = int(time.time())
    store.begin()
    try:
        rows = store.ask(sql.TAKE_TICKET, digest_of(ticket), now)
        if not rows:
            raise NoSession
        mine = _open(rows[0][0], ticket)
        shown = secrets.token_urlsafe(32)
        sealed = sealing.seal_bytes(mine, purpose=sql.TICKET_PURPOSE, secret=shown)
        store.put(sql.KEEP_SESSION, [(digest_of(shown), sealed, now + LASTS_S)])
        store.commit()
    except Clash as clash:
        store.undo()
        raise Trouble("clash") from clash
    except BaseException:
        store.undo()
        raise
    return shown


def find(store: Store, shown: str) -> Session:
    """Return a session, looked at anew: its browser, its rights, its seats.

    Raises NoSession, Trouble.
    """
    digest = digest_of(shown)
    rows = store.ask(sql.FIND_SESSION, digest, int(time.time()))
    if not rows:
        raise NoSession
    said = json.loads(_open(rows[0][0], shown))
    session = Session(
        digest=digest,
        person=said["person"],
        session_key=said["session"],
        known=frozenset(said["known"]),
        until=int(rows[0][1]),
        seats={
            circle_id: Seat(
                pk, id_, circle_pk, circle_id, base64.b64decode(mls), from_seq
            )
            for pk, id_, circle_pk, circle_id, mls, from_seq in said["seats"]
            if from_seq is not None
        },
    )
    open_ = look_again(store, session)
    session.seats = {
        name: seat for name, seat in session.seats.items() if name in open_
    }
    return session


def look_again(store: Store, session: Session) -> dict[str, tuple[int, int]]:
    """Ask once more whether a session still holds.

    Return the epoch and the newest number of each of its circles in which it still sits.

    Raises NoSession, Trouble.
    """
    if session.until < time.time() or session.is_over:
        raise NoSession
    if not store.ask(sql.SIGNED_IN, store.several([session.session_key])):
        raise NoSession
    changed = {row[0] for row in store.ask(sql.RIGHTS_OF, session.person)}
    if changed - session.known:
        raise NoSession
    wanted = store.several([seat.pk for seat in list(session.seats.values())])
    open_ = {
        row[0]: (int(row[2]), int(row[3])) for row in store.ask(sql.STATES, wanted)
    }
    return {
        name: open_[seat.pk]
        for name, seat in list(session.seats.items())
        if seat.pk in open_
    }


def _open(sealed: Any, shown: str) -> bytes:
    try:
        return sealing.unseal_bytes(
            bytes(sealed), purpose=sql.TICKET_PURPOSE, secrets=[shown]
        )
    except sealing.CannotOpen as odd:
        raise NoSession from odd
