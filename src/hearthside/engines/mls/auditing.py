"""Whether a GroupInfo may be stored: it hangs together, and is signed by whom it says.

Clients check more (parent hashes, the confirmation tag, who may change what). This keeps a
house from handing newcomers something no client could join.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from .frames import GroupInfoFrame, parse
from .nodes import Extension, read_extensions
from .reading import BadFrame, Reader
from .signatures import OURS, is_signed
from .trees import leaves_of, read_tree, tree_hash

RATCHET_TREE: Final = 2
EXTERNAL_PUB: Final = 4
STANDING: Final = 0xF4C1


@dataclass(frozen=True, slots=True)
class Seat:
    """One device in a group. leaf -- its index; identity -- its basic credential."""

    leaf: int
    identity: bytes
    signature_key: bytes


@dataclass(frozen=True, slots=True)
class Audited:
    """A GroupInfo that hangs together.

    roster -- by rising leaf. signer -- the leaf that signed it. confirmation_tag -- the one
    of the commit that led here, so that the two can be held together. standing -- the
    charter and the used tickets as clients wrote them, unread; empty where there are none.
    """

    group_id: bytes
    epoch: int
    tree_hash: bytes
    confirmation_tag: bytes
    signer: int
    roster: tuple[Seat, ...]
    standing: bytes


def audit(frame: bytes, *, suites: Collection[int] = (OURS,)) -> Audited:
    """Return what a GroupInfo says, once it is proven.

    frame -- one MLSMessage. Proven are: the tree hashes to what the context says, every leaf
    is signed for its place, no key is there twice, and a leaf of the tree signed the whole.
    Raises BadFrame, and nothing else. Source: RFC 9420 sections 7.3, 7.8, 12.4.3.
    """
    found = parse(frame)
    if not isinstance(found, GroupInfoFrame):
        raise BadFrame("no GroupInfo")
    reader = Reader(found.body)
    if reader.number(2) != 1:
        raise BadFrame("another version")
    suite = reader.number(2)
    if suite not in suites:
        raise BadFrame("a suite not spoken here")
    group_id, epoch, said_hash = reader.opaque(), reader.number(8), reader.opaque()
    reader.opaque()
    if read_extensions(reader):
        raise BadFrame("a group with extensions of its own")
    extensions = read_extensions(reader)
    confirmation_tag, signer = reader.opaque(), reader.number(4)
    signed = reader.since(0)
    signature = reader.opaque()
    reader.end()
    if _said(extensions, EXTERNAL_PUB) is None:
        raise BadFrame("nobody could come back to it")
    tree = _said(extensions, RATCHET_TREE)
    if tree is None:
        raise BadFrame("no tree")
    nodes = read_tree(tree)
    if tree_hash(nodes, suite) != said_hash:
        raise BadFrame("another tree")
    roster: dict[int, Seat] = {}
    for at, leaf in leaves_of(nodes):
        if leaf.identity is None:
            raise BadFrame("a credential of another kind")
        whole = leaf.to_be_signed(group_id, at)
        key = leaf.signature_key
        if not is_signed(suite, key, "LeafNodeTBS", whole, leaf.signature):
            raise BadFrame("a leaf nobody signed")
        roster[at] = Seat(at, leaf.identity, key)
    keys = [node.encryption_key for node in nodes if node]
    if len({*keys}) != len(keys):
        raise BadFrame("an encryption key twice")
    if len({seat.signature_key for seat in roster.values()}) != len(roster):
        raise BadFrame("a signature key twice")
    if signer not in roster:
        raise BadFrame("signed from nowhere")
    key = roster[signer].signature_key
    if not is_signed(suite, key, "GroupInfoTBS", signed, signature):
        raise BadFrame("not signed by whom it says")
    return Audited(
        group_id, epoch, said_hash, confirmation_tag, signer, tuple(roster.values()),
        _said(extensions, STANDING) or b"",
    )  # fmt: skip


def _said(extensions: tuple[Extension, ...], kind: int) -> bytes | None:
    return next((one.said for one in extensions if one.kind == kind), None)
