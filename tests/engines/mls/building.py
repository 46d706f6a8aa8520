"""A GroupInfo built by hand, so that each part of it can be wrong by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hearthside.engines.mls.credentials import member_id_of
from hearthside.engines.mls.reading import written

CIRCLE = bytes(range(16))
GROUP = CIRCLE + bytes(range(100, 116))
NOTHING = written(b"")


def u(value: int, length: int) -> bytes:
    return value.to_bytes(length, "big")


def labelled(label: str, said: bytes) -> bytes:
    return written(b"MLS 1.0 " + label.encode()) + written(said)


@dataclass
class Hand:
    """One device; everything about it may be put wrong."""

    seed: int
    circle: bytes = CIRCLE
    identity: bytes = b""
    spoil: Callable[[bytes], bytes] = bytes
    encryption_key: bytes = b""
    device: Ed25519PrivateKey = field(init=False)

    def __post_init__(self) -> None:
        self.device = Ed25519PrivateKey.from_private_bytes(self._key("device"))
        member = Ed25519PrivateKey.from_private_bytes(self._key("member"))
        key = member.public_key().public_bytes_raw()
        who = member_id_of(self.circle, key)
        device_id = self._key("id")[:16]
        label = b"hearthside/v1/circle/device"
        certificate = member.sign(label + self.circle + who + device_id + self.open)
        self.identity = self.identity or b"\x01" + who + device_id + key + certificate
        self.encryption_key = self.encryption_key or self._key("hpke")

    def _key(self, what: str) -> bytes:
        return hashlib.sha256(f"{self.seed} {what}".encode()).digest()

    @property
    def open(self) -> bytes:
        return self.device.public_key().public_bytes_raw()

    def leaf(self) -> bytes:
        capabilities = written(u(1, 2)) * 2 + NOTHING * 2 + written(u(1, 2))
        credential = u(1, 2) + written(self.identity)
        said = written(self.encryption_key) + written(self.open) + credential
        said += capabilities + b"\x01" + u(0, 8) + u(2**40, 8) + NOTHING
        signature = self.device.sign(labelled("LeafNodeTBS", said))
        return said + written(self.spoil(signature))

    def key_package(self) -> bytes:
        said = u(1, 2) + u(1, 2) + written(self._key("init")) + self.leaf() + NOTHING
        signature = self.device.sign(labelled("KeyPackageTBS", said))
        return said + written(signature)


def tree_of(hands: list[Hand | None]) -> bytes:
    """Return a tree without parents: as it is before anybody renewed a key."""
    nodes = b""
    for at, hand in enumerate(hands):
        nodes += b"\x00" if at else b""
        nodes += b"\x01\x01" + hand.leaf() if hand else b"\x00"
    return written(nodes)


def hash_of(hands: list[Hand | None]) -> bytes:
    width = 1
    while width < len(hands):
        width *= 2
    level = [
        hashlib.sha256(
            b"\x01" + u(at, 4) + (b"\x01" + hand.leaf() if hand else b"\x00")
        ).digest()
        for at, hand in enumerate([*hands, *([None] * (width - len(hands)))])
    ]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=True)
        level = [
            hashlib.sha256(b"\x02\x00" + written(a) + written(b)).digest()
            for a, b in pairs
        ]
    return level[0]


def group_info(hands: list[Hand | None], **but: Any) -> bytes:
    """Return a sound GroupInfo, but for what is named."""
    tree = but.get("tree", tree_of(hands))
    signer = but.get("signer", 0)
    extensions = but.get(
        "extensions",
        u(4, 2) + written(bytes(32)) + u(2, 2) + written(tree) + u(0xF4C1, 2) + written(b"said"),
    )  # fmt: skip
    said = u(1, 2) + u(but.get("suite", 1), 2) + written(but.get("group_id", GROUP))
    said += u(but.get("epoch", 7), 8) + written(but.get("tree_hash", hash_of(hands)))
    said += written(bytes(32)) + but.get("context", NOTHING) + written(extensions)
    said += written(b"t" * 32) + u(signer, 4)
    by = next(hand for hand in hands[but.get("by", signer) :] if hand)
    signature = by.device.sign(labelled("GroupInfoTBS", said))
    return u(1, 2) + u(4, 2) + said + written(signature) + but.get("after", b"")
