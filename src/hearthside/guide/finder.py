"""Asking the finder: the process beside us that compares by meaning, over a local socket.

What is asked stays on this machine and is written nowhere. When the finder is away, asleep
for too long, or answers nonsense, the answer is None, and words alone have to do.
"""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from hearthside.guide.reader import Reader

# A search that takes longer is answered by words alone.
PATIENCE: Final = 2.0
# Whoever asks the guide waits for the finder to wake up.
MORE_PATIENCE: Final = 6.0
MOST_BYTES: Final = 4_000_000
# Longer ones no system takes (unix(7)).
LONGEST_PATH: Final = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """One card the finder found.

    generation -- of the copy it read: another one by now is another card. sentence -- which
    sentence says it best, from 0. nearness -- in meaning, -1 to 1, or None without the
    model. worded -- the share of the question's words that it has, 0 to 1.
    """

    card_id: int
    generation: int
    sentence: int
    nearness: float | None
    worded: float


@dataclass(frozen=True, slots=True)
class Finds:
    """What the finder found. generation -- of the index it knows."""

    hits: tuple[Hit, ...]
    generation: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """A card to quote: which copy, and which of its sentences, from 0."""

    card_id: int
    generation: int
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the guide may quote; nothing when it is not sure enough."""

    quotes: tuple[Quoted, ...]


def address() -> Path:
    """Return where the finder listens."""
    return Path(settings.DATA_DIR) / "finder.sock"


def find(question: str, reader: Reader, *, most: int) -> Finds | None:
    """Return the cards nearest to a question that this reader may see, or None."""
    asked = {"do": "find", "question": question, "most": most, **_wishes(reader)}
    with suppress(KeyError, TypeError, ValueError):
        if (said := _ask(asked, PATIENCE)) is not None:
            hits = tuple(Hit(*row) for row in said["hits"])
            return Finds(hits, int(said["generation"]))
    return None


def answer(question: str, reader: Reader) -> Told | None:
    """Return what the guide would quote to this reader, or None."""
    asked = {"do": "answer", "question": question, **_wishes(reader)}
    with suppress(KeyError, TypeError, ValueError):
        if (said := _ask(asked, MORE_PATIENCE)) is not None:
            rows = said["quotes"]
            return Told(tuple(Quoted(one, at, tuple(which)) for one, at, which in rows))
    return None


def wake() -> None:
    """Let the finder wake up, because somebody is about to ask. Waits for nothing."""
    with suppress(OSError), _connected(0.2) as line:
        line.sendall(b'{"do": "wake"}\n')


def is_listening() -> bool:
    """Return whether the finder, or whoever wakes it, is there."""
    try:
        with _connected(0.5):
            return True
    except OSError:
        return False


def says_how() -> dict[str, Any] | None:
    """Return what the finder says of itself, for the host: cards, by_meaning, memory_mb."""
    return _ask({"do": "how"}, MORE_PATIENCE)


def _wishes(reader: Reader) -> dict[str, Any]:
    return {
        "audiences": sorted(reader.audiences),
        "kinds": sorted(reader.kinds),
        "language": reader.language,
        "without": sorted(reader.without),
        "calm": reader.calm,
    }


def _ask(what: dict[str, Any], patience: float) -> dict[str, Any] | None:
    try:
        with _connected(patience) as line:
            line.sendall(json.dumps(what).encode() + b"\n")
            with line.makefile("rb") as answers:
                said = json.loads(answers.readline(MOST_BYTES))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) and "no" not in said else None


def _connected(patience: float) -> socket.socket:
    where = str(address())
    if len(where.encode()) > LONGEST_PATH:
        raise OSError("The path to the finder is too long.")
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(patience)
    try:
        line.connect(where)
    except OSError:
        line.close()
        raise
    return line
