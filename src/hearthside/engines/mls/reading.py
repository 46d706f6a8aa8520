"""Reading bytes in the presentation language of TLS, as MLS uses it (RFC 9420 section 2.1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

LONGEST = 256 * 1024


class BadFrame(ValueError):
    """These bytes are no sound message: cut, lengthened, oversize, or contradicting themselves."""


class Reader:
    """Reads one thing after another; each may raise BadFrame and nothing else."""

    __slots__ = ("_bytes", "at")

    def __init__(self, said: bytes) -> None:
        self._bytes = said
        self.at = 0

    def fixed(self, length: int) -> bytes:
        """Return the next so many bytes."""
        end = self.at + length
        if end > len(self._bytes):
            raise BadFrame("cut short")
        taken = self._bytes[self.at : end]
        self.at = end
        return taken

    def number(self, length: int) -> int:
        """Return an unsigned number of so many bytes, big-endian."""
        return int.from_bytes(self.fixed(length), "big")

    def opaque(self) -> bytes:
        """Return bytes with their length before them; a length has one spelling."""
        first = self.number(1)
        size = 1 << (first >> 6)
        if size == 8:
            raise BadFrame("no such length")
        length = first & 0x3F
        for _ in range(size - 1):
            length = (length << 8) | self.number(1)
        if (size == 2 and length < 1 << 6) or (size == 4 and length < 1 << 14):
            raise BadFrame("a length written too long")
        return self.fixed(length)

    def each(self, one: Callable[[Reader], T], *, most: int) -> tuple[T, ...]:
        """Return what `one` reads to the end of a list; at most so many."""
        inside = Reader(self.opaque())
        found: list[T] = []
        while not inside.is_at_end:
            if len(found) == most:
                raise BadFrame("too many")
            found.append(one(inside))
        return tuple(found)

    def maybe(self, one: Callable[[Reader], T]) -> T | None:
        """Return an optional thing (RFC 9420 section 2.1.1)."""
        there = self.number(1)
        if there > 1:
            raise BadFrame("neither there nor not")
        return one(self) if there else None

    def rest(self) -> bytes:
        """Return everything that is left."""
        return self.fixed(len(self._bytes) - self.at)

    def since(self, start: int) -> bytes:
        """Return what was read from there on."""
        return self._bytes[start : self.at]

    @property
    def is_at_end(self) -> bool:
        """Return whether everything was read."""
        return self.at == len(self._bytes)

    def end(self) -> None:
        """Insist that everything was read."""
        if not self.is_at_end:
            raise BadFrame("something after the end")


def written(said: bytes) -> bytes:
    """Return bytes with their length before them (opaque<V>)."""
    length = len(said)
    if length < 1 << 6:
        return length.to_bytes(1, "big") + said
    if length < 1 << 14:
        return (length | 0x4000).to_bytes(2, "big") + said
    return (length | 0x80000000).to_bytes(4, "big") + said
