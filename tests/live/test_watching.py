from __future__ import annotations

import time

from hearthside.live import sql
from hearthside.live.hub import Hub
from hearthside.live.sessions import Session
from hearthside.live.watching import Watch


def session(number: int) -> Session:
    return Session(
        digest=b"%d" % number,
        person=number,
        session_key=f"key {number}",
        known=frozenset(),
        until=int(time.time()) + 60,
        seats={},
    )


class Tables:
    """Tables in which nobody is signed in but those named, asked while somebody arrives."""

    def __init__(self, signed_in, meanwhile):
        self.signed_in, self.meanwhile = signed_in, meanwhile

    def several(self, values):
        return list(values)

    def ask(self, question, *values):
        if question != sql.SIGNED_IN:
            return []
        found = [(key,) for key in values[0] if key in self.signed_in]
        self.meanwhile()
        return found


class AtOnce:
    """A loop that does what it is given."""

    def call_soon_threadsafe(self, act, *values):
        act(*values)


def test_who_comes_while_it_is_asked_who_is_signed_in_stays():
    hub = Hub()
    hub.remember(session(1))
    hub.remember(session(2))
    tables = Tables({"key 1"}, meanwhile=lambda: hub.remember(session(3)))

    Watch(lambda: tables, loop=AtOnce(), hub=hub)._look_who_is_signed_in(tables)

    assert sorted(hub.sessions) == [b"1", b"3"]
