"""Which words reached whom: what counts is decided here, the same for every server."""

from __future__ import annotations

import base64
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Said:
    """One word. due -- when it should have been posted, in seconds of perf_counter.

    left -- a bit for each member who has not had it. others -- the same, of those it was
    meant for. done -- when the last of those had it; 0: not yet. acked -- the server said
    that it is kept.
    """

    circle: int
    due: float
    shown: bytes
    left: int
    others: int
    done: float = 0.0
    acked: bool = False
    seen: bool = False


class Ledger:
    """A word counts when each of the others in its circle has its very bytes, once."""

    def __init__(self, circles: int, members: int, size: int) -> None:
        self.circles, self.members, self.size = circles, members, size
        self.random = random.Random(7)
        self.words: list[Said] = []
        self.leaked = self.doubled = self.unknown = self.let_go = 0
        self.on_done: Callable[[int], None] | None = None
        self._by: dict[bytes, Said] = {}

    def body(self) -> bytes:
        """Return sealed bytes: to a server they are random."""
        return os.urandom(self.size)

    def new(self, circle: int, member: int, due: float, shown: bytes) -> Said:
        """Note a word that is posted now; shown -- how it will be seen."""
        everybody = (1 << self.members) - 1
        word = Said(circle, due, shown, everybody, everybody & ~(1 << member))
        self.words.append(word)
        self._by[shown] = word
        return word

    def heard(self, circle: int, member: int, shown: bytes) -> None:
        """Judge what reached somebody."""
        word = self._by.get(shown)
        bit = 1 << member
        if word is None:
            self.unknown += 1
        elif word.circle != circle:
            self.leaked += 1
        elif not word.left & bit:
            self.doubled += 1
        else:
            word.left &= ~bit
            word.seen = True
            if not word.done and not word.left & word.others:
                word.done = time.perf_counter()
                if self.on_done is not None:
                    self.on_done(circle)

    def verdict(self) -> dict[str, int]:
        """Return what must all be nought."""
        return {
            "lost": sum(not word.done for word in self.words),
            "doubled": self.doubled,
            "leaked": self.leaked,
            "unknown": self.unknown,
            "let_go": self.let_go,
        }


def letters(raw: bytes) -> bytes:
    """Return bytes as every server here sends them on: base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=")
