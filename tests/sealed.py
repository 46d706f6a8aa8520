"""What a browser would send: sealed for real, in Python, as docs/develop/keys.md says."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from itertools import combinations

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from hearthside.core.actor import Actor
from hearthside.people.keys import CODE, Way
from hearthside.safety import keyholding
from hearthside.safety.contacts import Halves, Sealed
from hearthside.safety.keyholding import Keyholder
from tests.cast import NOON

SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_128_GCM)
KEY_ID = "OcpUagf3qHg0Iq-aP2eNYg"


def letters(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def code_way(fill: int = 1) -> Way:
    return Way(CODE, b"\x01" + bytes([fill]) * 60)


def box(size: int = 4096, fill: int = 7) -> bytes:
    return b"\x01" + bytes([fill]) * (size + 28)


@dataclass(frozen=True)
class Holder:
    """A keyholder with the private key only their browser has."""

    actor: Actor
    key: X25519PrivateKey
    id: str


def make_holder(actor: Actor) -> Holder:
    key = X25519PrivateKey.generate()
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    keyholding.make_known(actor, open=raw, now=NOON)
    mine = keyholding.my_key(actor)
    assert mine is not None
    return Holder(actor, key, mine.id)


def seal_for(holders: list[Keyholder], words: str) -> Sealed:
    """Seal words for every pair, as the page does."""
    key, tag = os.urandom(32), letters(os.urandom(16))
    plain = words.encode()
    padded = len(plain).to_bytes(4) + plain + bytes(2044 - len(plain))
    iv = os.urandom(12)
    about = f"hearthside/v1/contact/{tag}".encode()
    sealed = b"\x01" + iv + AESGCM(key).encrypt(iv, padded, about)
    pairs = []
    for one, other in combinations(holders, 2):
        half = os.urandom(32)
        rest = bytes(a ^ b for a, b in zip(key, half, strict=True))
        pairs.append(
            Halves(
                one.id,
                other.id,
                _to(one.open, f"half/{tag}/{one.id}/{other.id}", half),
                _to(other.open, f"half/{tag}/{other.id}/{one.id}", rest),
            )
        )
    return Sealed(tag, sealed, tuple(pairs))


def _to(raw: bytes, about: str, plain: bytes) -> bytes:
    theirs = X25519PublicKey.from_public_bytes(raw)
    return SUITE.encrypt(plain, theirs, info=_info(about))


def _info(about: str) -> bytes:
    return f"hearthside/v1/contact/{about}".encode()


def my_half(me: Holder, tag: str, other: str, half: bytes) -> bytes:
    return SUITE.decrypt(half, me.key, info=_info(f"half/{tag}/{me.id}/{other}"))


def hand_over(half: bytes, to: bytes, tag: str, opening: str) -> bytes:
    return _to(to, f"handed/{tag}/{opening}", half)


def take_over(me: Holder, tag: str, opening: str, handed: bytes) -> bytes:
    return SUITE.decrypt(handed, me.key, info=_info(f"handed/{tag}/{opening}"))


def open_together(tag: str, sealed: bytes, mine: bytes, theirs: bytes) -> str:
    key = bytes(a ^ b for a, b in zip(mine, theirs, strict=True))
    about = f"hearthside/v1/contact/{tag}".encode()
    padded = AESGCM(key).decrypt(sealed[1:13], sealed[13:], about)
    return padded[4 : 4 + int.from_bytes(padded[:4])].decode()


def as_json(sealed: Sealed) -> str:
    return json.dumps(
        {
            "form": 1,
            "tag": sealed.tag,
            "box": letters(sealed.box),
            "pairs": [
                {
                    "one": pair.one,
                    "other": pair.other,
                    "for_one": letters(pair.for_one),
                    "for_other": letters(pair.for_other),
                }
                for pair in sealed.pairs
            ],
        }
    )
