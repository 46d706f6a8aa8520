"""Leaf nodes, key packages and extensions (RFC 9420 sections 7.2, 10 and 13)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from .reading import BadFrame, Reader, written

BASIC: Final = 1
X509: Final = 2
MOST_EXTENSIONS: Final = 64
MOST_CAPABILITIES: Final = 256


class Source(IntEnum):
    """How a leaf came to be where it is."""

    KEY_PACKAGE = 1
    UPDATE = 2
    COMMIT = 3


@dataclass(frozen=True, slots=True)
class Extension:
    """A numbered extension, unread."""

    kind: int
    said: bytes


@dataclass(frozen=True, slots=True)
class Leaf:
    """One device: its keys, and who it says it is.

    identity -- the bytes of a basic credential; None for one of another kind. signed --
    what the signature is over, without where the leaf sits. whole -- as it came.
    lifetime -- not before, not after, in seconds since 1970; of a key package only.
    """

    encryption_key: bytes
    signature_key: bytes
    credential: int
    identity: bytes | None
    source: Source
    lifetime: tuple[int, int] | None
    extensions: tuple[Extension, ...]
    signed: bytes
    signature: bytes
    whole: bytes

    def to_be_signed(self, group_id: bytes, leaf: int) -> bytes:
        """Return what the signature is over, at this place in this group."""
        if self.source is Source.KEY_PACKAGE:
            return self.signed
        return self.signed + written(group_id) + leaf.to_bytes(4, "big")


@dataclass(frozen=True, slots=True)
class KeyPackage:
    """What somebody leaves so that they can be let in."""

    suite: int
    init_key: bytes
    leaf: Leaf
    signed: bytes
    signature: bytes


def read_extensions(reader: Reader) -> tuple[Extension, ...]:
    """Return the extensions; none may be there twice."""
    found = reader.each(
        lambda one: Extension(one.number(2), one.opaque()), most=MOST_EXTENSIONS
    )
    if len({one.kind for one in found}) != len(found):
        raise BadFrame("an extension twice")
    return found


def _credential(reader: Reader) -> tuple[int, bytes | None]:
    kind = reader.number(2)
    if kind == BASIC:
        return kind, reader.opaque()
    if kind == X509:
        reader.each(Reader.opaque, most=MOST_EXTENSIONS)
        return kind, None
    raise BadFrame("no such credential")


def read_leaf(reader: Reader) -> Leaf:
    """Return the next leaf node."""
    start = reader.at
    encryption_key, signature_key = reader.opaque(), reader.opaque()
    credential, identity = _credential(reader)
    for _ in range(5):
        # Versions, suites, extensions, proposals, credentials: two bytes each.
        reader.each(lambda one: one.number(2), most=MOST_CAPABILITIES)
    kind = reader.number(1)
    if kind not in (1, 2, 3):
        raise BadFrame("a leaf from nowhere")
    source = Source(kind)
    lifetime = None
    if source is Source.KEY_PACKAGE:
        lifetime = (reader.number(8), reader.number(8))
    elif source is Source.COMMIT:
        reader.opaque()
    extensions = read_extensions(reader)
    signed = reader.since(start)
    signature = reader.opaque()
    return Leaf(
        encryption_key, signature_key, credential, identity, source, lifetime,
        extensions, signed, signature, reader.since(start),
    )  # fmt: skip


def read_key_package(reader: Reader) -> KeyPackage:
    """Return the next key package."""
    start = reader.at
    if reader.number(2) != 1:
        raise BadFrame("another version")
    suite, init_key, leaf = reader.number(2), reader.opaque(), read_leaf(reader)
    if leaf.source is not Source.KEY_PACKAGE:
        raise BadFrame("a key package around another leaf")
    read_extensions(reader)
    signed = reader.since(start)
    return KeyPackage(suite, init_key, leaf, signed, reader.opaque())
