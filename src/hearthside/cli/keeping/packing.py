"""Packing: members become one compressed stream, read a piece at a time."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

BLOCK: Final = 512
PIECE: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside the backup; its pieces together are `size` bytes long."""

    name: str
    size: int
    pieces: Iterable[bytes]


def whole(name: str, content: bytes) -> Member:
    """Return a member whose content is already in hand."""
    return Member(name, len(content), [content])


def packed(members: Iterable[Member]) -> Iterator[bytes]:
    """Return the members as a tar archive, in pieces."""
    for member in members:
        head = tarfile.TarInfo(member.name)
        head.size, head.mode = member.size, 0o600
        yield head.tobuf(format=tarfile.PAX_FORMAT)
        yield from member.pieces
        yield b"\0" * (-member.size % BLOCK)
    yield b"\0" * (2 * BLOCK)


def squeezed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Return the pieces compressed with gzip."""
    # Level 1: four times as fast as the usual six, for a file a tenth larger.
    press = zlib.compressobj(level=1, wbits=31)
    for piece in pieces:
        if some := press.compress(piece):
            yield some
    yield press.flush()


class Pulled:
    """Pieces made to look like a file somebody reads from.

    fault -- what went wrong while making them; a reader in another language would
    only pass its text on.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""
        self.fault: Exception | None = None

    def read(self, most: int = PIECE) -> bytes:
        """Return up to `most` bytes; nothing at the end."""
        try:
            while not self._left:
                self._left = next(self._pieces)
        except StopIteration:
            return b""
        except Exception as trouble:
            self.fault = trouble
            raise
        piece, self._left = self._left[:most], self._left[most:]
        return piece
