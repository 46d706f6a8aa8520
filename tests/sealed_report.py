"""A report out of a circle as a device seals it, in Python, as docs/develop/sealed-objects.md says."""

from __future__ import annotations

import base64
import hmac
import os
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hearthside.circles import franks
from hearthside.circles.models import Circle, FrankingKey, Seat
from hearthside.circles.seats import mine
from hearthside.engines import marking
from hearthside.safety.keyholding import Keyholder
from hearthside.safety.sealed_words import Sealed
from hearthside.workflows.report_from_a_circle import Asked
from tests.cast import NOON
from tests.circles_scene import vector
from tests.sealed import SUITE, Holder, letters

MINUTE = 29_540_000


@dataclass(frozen=True)
class Word:
    """One word as whoever heard it keeps it, with what proves it."""

    text: str
    asked: Asked
    opening: bytes
    written: bytes
    group_id: bytes


def key_in_the_circle(actor, circle: Circle) -> bytes:
    """Return 16 bytes of this person's key in the circle; set on first use."""
    seat = mine(actor.person_id, circle=circle)
    member = bytes(seat.member_id or os.urandom(16))
    Seat.objects.filter(pk=seat.pk).update(member_id=member)
    return member


def a_word(actor, circle: Circle, text: str, *, seq: int) -> Word:
    """Return a word somebody said, with the mark the house would have given it."""
    member = key_in_the_circle(actor, circle)
    written = b"\1\1" + os.urandom(16) + vector(text.encode()) + b"\0\0\0\0"
    opening = os.urandom(32)
    commitment = hmac.digest(opening, written, "sha256")
    frank = franks.begin(now=NOON)
    key = base64.urlsafe_b64decode(FrankingKey.objects.get(id=frank).key + "=")
    tag = marking.tag(
        key,
        commitment=commitment,
        mls_id=bytes(circle.mls_id),
        seq=seq,
        epoch=3,
        seat=mine(actor.person_id, circle=circle).public_id,
        minute=MINUTE,
    )
    asked = Asked(member, seq, 3, MINUTE, frank, commitment, tag)
    return Word(text, asked, opening, written, bytes(circle.mls_id).ljust(32, b"\0"))


def swapped(one: Word, other: Word) -> tuple[Word, Word]:
    """Return two words with their numbers changed over."""
    return (
        replace(one, asked=replace(one.asked, seq=other.asked.seq)),
        replace(other, asked=replace(other.asked, seq=one.asked.seq)),
    )


def _written(words: list[Word]) -> bytes:
    each = b"".join(
        one.asked.commitment + one.asked.frank.to_bytes(4) + one.asked.tag + one.group_id
        + one.asked.seq.to_bytes(8) + one.asked.epoch.to_bytes(8) + one.asked.member_id
        + one.asked.minute.to_bytes(4) + one.opening + vector(one.written)
        for one in sorted(words, key=lambda one: one.asked.seq)
    )  # fmt: skip
    return b"\1" + vector(each)


def seal(words: list[Word], readers: list[Keyholder], *, size: int = 16_384) -> Sealed:
    """Seal words to these readers."""
    tag, key, iv = letters(os.urandom(16)), os.urandom(32), os.urandom(12)
    plain = _written(words)
    padded = (len(plain).to_bytes(4) + plain).ljust(size, b"\0")
    about = f"hearthside/v1/circle/report/{tag}"
    box = b"\1" + iv + AESGCM(key).encrypt(iv, padded, about.encode())
    keys = tuple(
        (
            one.id,
            SUITE.encrypt(
                key,
                X25519PublicKey.from_public_bytes(one.open),
                info=f"{about}/{one.id}".encode(),
            ),
        )
        for one in readers
    )
    return Sealed(tag, box, keys)


def open_sealed(me: Holder, tag: str, box: bytes, sealed: bytes) -> bytes:
    """Return what lies in a box, as a lead's browser reads it."""
    about = f"hearthside/v1/circle/report/{tag}"
    key = SUITE.decrypt(sealed, me.key, info=f"{about}/{me.id}".encode())
    padded = AESGCM(key).decrypt(box[1:13], box[13:], about.encode())
    return padded[4 : 4 + int.from_bytes(padded[:4])]


def as_said(sealed: Sealed, about: bytes, wish: str = "stop") -> dict[str, object]:
    """Return the JSON a device sends."""
    return {
        "about": letters(about),
        "wish": wish,
        "tag": sealed.tag,
        "box": letters(sealed.box),
        "keys": [{"id": one, "sealed": letters(key)} for one, key in sealed.keys],
    }
