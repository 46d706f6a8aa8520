"""The finder at work: one question after the other, until nobody asks for a while.

`python -m hearthside.cli.finder.serving FD`, with a listening socket handed in. It writes
no question down, and logs none.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import select
import socket
import sys
import time
from contextlib import suppress
from typing import Any, Final

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearthside.settings.django")
django.setup()

from django.db import close_old_connections

from hearthside.cli.finder.laying import model
from hearthside.cli.finder.shelf import Shelf, lay_out_some
from hearthside.core.refusals import NotFound
from hearthside.engines.retrieval.sentences import Sentences
from hearthside.guide import cards, laying_out
from hearthside.guide.reader import Reader

# Nobody asked for so long: the memory is for somebody else.
SLEEPS_AFTER: Final = 15 * 60.0
# Somebody who connects and says nothing holds nobody up for longer.
PATIENCE: Final = 1.0
LONGEST_ASKED: Final = 200_000
MOST: Final = 100
# Laid out between two looks at the door: about a tenth of a second of the model.
AT_ONCE: Final = 4
# A shelf of more cards is not built anew while somebody waits, nor more often than this.
LARGE: Final = 3000
SELDOM: Final = 60.0


class Finder:
    """Cards on a shelf, and who answers about them."""

    def __init__(self, sentences: Sentences | None) -> None:
        self._sentences = sentences
        self._build()

    def serve(self, door: socket.socket) -> None:
        """Answer until nobody came for a while."""
        asleep_at = time.monotonic() + SLEEPS_AFTER
        while time.monotonic() < asleep_at:
            busy = self._has_work()
            if select.select([door], [], [], 0 if busy else 5.0)[0]:
                line, _ = door.accept()
                with line, suppress(OSError):
                    self._answer(line)
                asleep_at = time.monotonic() + SLEEPS_AFTER
            elif busy:
                self._do_some_work()
            close_old_connections()

    def _answer(self, line: socket.socket) -> None:
        line.settimeout(PATIENCE)
        with line.makefile("rb") as words:
            raw = words.readline(LONGEST_ASKED)
        if not raw:
            return
        try:
            said = self._say(json.loads(raw))
        except (ValueError, TypeError, KeyError, NotFound):
            # What was asked is not repeated anywhere.
            said = {"no": "This could not be answered."}
        line.sendall(json.dumps(said).encode() + b"\n")

    def _say(self, asked: dict[str, Any]) -> dict[str, Any]:
        what = asked["do"]
        if what == "wake":
            return {}
        self._look_whether_it_is_still_so()
        if what == "how":
            return self._how()
        reader = Reader(
            frozenset(asked["audiences"]),
            frozenset(asked["kinds"]),
            str(asked["language"]),
            frozenset(asked["without"]),
            bool(asked["calm"]),
        )
        if what == "find":
            most = min(int(asked["most"]), MOST)
            hits = self._shelf.find(str(asked["question"]), reader, most=most)
            return {"hits": hits, "generation": self._shelf.generation}
        return {"quotes": self._shelf.answer(str(asked["question"]), reader)}

    def _look_whether_it_is_still_so(self) -> None:
        if cards.generation() == self._shelf.generation:
            return
        self._is_old = True
        if self._shelf.size <= LARGE:
            self._build()

    def _build(self) -> None:
        self._shelf = Shelf(self._sentences)
        _give_back()
        self._built = time.monotonic()
        self._is_old = False

    def _has_work(self) -> bool:
        rested = time.monotonic() - self._built > SELDOM
        return self._waiting() or self._is_old and rested

    def _waiting(self) -> bool:
        return self._sentences is not None and laying_out.are_waiting()

    def _do_some_work(self) -> None:
        if self._sentences is not None and lay_out_some(self._sentences, most=AT_ONCE):
            self._is_old = True
            if self._waiting():
                return
            if self._shelf.size <= LARGE:
                self._build()
        elif self._is_old:
            self._build()

    def _how(self) -> dict[str, Any]:
        return {
            "cards": self._shelf.size,
            "by_meaning": self._sentences is not None,
            "generation": self._shelf.generation,
            # What it took at most: that is what a machine has to have.
            "memory_mb": round(
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            ),
        }


def _give_back() -> None:
    """Give the system back what reading every card took, where its library can (glibc)."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


if __name__ == "__main__":
    Finder(model()).serve(socket.socket(fileno=int(sys.argv[1])))
