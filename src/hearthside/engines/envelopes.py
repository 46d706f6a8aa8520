"""The outside of MLS messages: for which circle and epoch, of what kind; never what is inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# RFC 9420 section 17.2: PublicMessage and PrivateMessage; section 6: content types.
_PUBLIC, _PRIVATE = b"\x00\x01\x00\x01", b"\x00\x01\x00\x02"
_APPLICATION, _COMMIT = 1, 3
_MEMBER, _NEW_MEMBER_COMMIT = 1, 4
# Our authenticated data of a word: a form, and the commitment.
_FORM: Final = 1
COMMITMENT: Final = 32
BUCKETS: Final = (512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536)


class NotOurs(Exception):
    """These bytes are not what our circles send."""


@dataclass(frozen=True, slots=True)
class Word:
    """The outside of a word: nothing of it is secret."""

    mls_id: bytes
    epoch: int
    commitment: bytes


@dataclass(frozen=True, slots=True)
class Commit:
    """The outside of a commit.

    is_from_outside -- somebody lets themselves in (section 12.4.3.2). ticket -- its
    authenticated data, empty for none.
    """

    mls_id: bytes
    epoch: int
    is_from_outside: bool
    ticket: bytes


def word(raw: bytes) -> Word:
    """Return the outside of an application message (RFC 9420 section 6.3).

    Raises NotOurs: no PrivateMessage, no application data, or no commitment.
    """
    try:
        if raw[:4] != _PRIVATE:
            raise NotOurs
        mls_id, at = _bytes(raw, 4)
        epoch, kind = int.from_bytes(raw[at : at + 8]), raw[at + 8]
        said, at = _bytes(raw, at + 9)
        if kind != _APPLICATION or len(said) != 1 + COMMITMENT or said[0] != _FORM:
            raise NotOurs
        _sender, at = _bytes(raw, at)
        sealed, at = _bytes(raw, at)
    except IndexError as short:
        raise NotOurs from short
    if at != len(raw) or not sealed or epoch >> 63:
        raise NotOurs
    return Word(mls_id, epoch, said[1:])


def commit(raw: bytes) -> Commit:
    """Return the outside of a commit that travels open (RFC 9420 section 6.2).

    Raises NotOurs.
    """
    try:
        if raw[:4] != _PUBLIC:
            raise NotOurs
        mls_id, at = _bytes(raw, 4)
        epoch, sender = int.from_bytes(raw[at : at + 8]), raw[at + 8]
        at += 9 + (4 if sender == _MEMBER else 0)
        said, at = _bytes(raw, at)
        kind = raw[at]
    except IndexError as short:
        raise NotOurs from short
    if kind != _COMMIT or sender not in {_MEMBER, _NEW_MEMBER_COMMIT} or epoch >> 63:
        raise NotOurs
    return Commit(mls_id, epoch, sender == _NEW_MEMBER_COMMIT, said)


def bucket(size: int) -> int:
    """Return the smallest of a few sizes that this many bytes fit into.

    Raises NotOurs: they fit into none.
    """
    for one in BUCKETS:
        if size <= one:
            return one
    raise NotOurs


def _bytes(raw: bytes, at: int) -> tuple[bytes, int]:
    """Return a vector and where it ends (section 2.1.2: length in 1, 2 or 4 bytes)."""
    first = raw[at]
    if first < 0x40:
        size, at = first, at + 1
    elif first < 0x80:
        size, at = int.from_bytes(raw[at : at + 2]) & 0x3FFF, at + 2
    elif first < 0xC0:
        size, at = int.from_bytes(raw[at : at + 4]) & 0x3FFF_FFFF, at + 4
    else:
        raise NotOurs
    if at + size > len(raw):
        raise NotOurs
    return raw[at : at + size], at + size
