"""The ratchet tree: who is where, and what it hashes to (RFC 9420 sections 7.1, 7.8, 12.4.3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .nodes import Leaf, read_leaf
from .reading import BadFrame, Reader, written
from .signatures import hashed

MOST_LEAVES: Final = 1024


@dataclass(frozen=True, slots=True)
class Parent:
    """A node above leaves. unmerged -- the leaves below that do not know its key yet."""

    encryption_key: bytes
    unmerged: tuple[int, ...]
    whole: bytes


Node = Leaf | Parent | None


def read_tree(said: bytes) -> tuple[Node, ...]:
    """Return the nodes, filled up to a whole tree: 2n - 1 of them, n a power of two.

    Raises BadFrame: also where leaf and parent change places, the last node is blank, or
    an unmerged leaf is not below its node.
    """
    reader = Reader(said)
    found = reader.each(_node, most=2 * MOST_LEAVES)
    reader.end()
    if not found or found[-1] is None:
        raise BadFrame("a tree that ends in nothing")
    width = 1
    while width < len(found):
        width = 2 * width + 1
    nodes = found + (None,) * (width - len(found))
    for at, node in enumerate(nodes):
        if node is not None and isinstance(node, Leaf) != (at % 2 == 0):
            raise BadFrame("a leaf among parents")
        if isinstance(node, Parent):
            _check_unmerged(nodes, at, node)
    return nodes


def leaves_of(nodes: tuple[Node, ...]) -> tuple[tuple[int, Leaf], ...]:
    """Return each leaf with its index, by rising index."""
    return tuple(
        (at // 2, node) for at, node in enumerate(nodes) if isinstance(node, Leaf)
    )


def tree_hash(nodes: tuple[Node, ...], suite: int) -> bytes:
    """Return the hash of the whole tree (RFC 9420 section 7.8)."""
    return _hash(nodes, suite, 0, len(nodes) - 1)


def _hash(nodes: tuple[Node, ...], suite: int, first: int, last: int) -> bytes:
    if first == last:
        leaf = nodes[first]
        place = b"\x01" + (first // 2).to_bytes(4, "big")
        return hashed(suite, place + (b"\x01" + leaf.whole if leaf else b"\x00"))
    middle = (first + last) // 2
    node = nodes[middle]
    left = _hash(nodes, suite, first, middle - 1)
    right = _hash(nodes, suite, middle + 1, last)
    itself = b"\x01" + node.whole if node else b"\x00"
    return hashed(suite, b"\x02" + itself + written(left) + written(right))


def _node(reader: Reader) -> Node:
    def there(inside: Reader) -> Leaf | Parent:
        match inside.number(1):
            case 1:
                return read_leaf(inside)
            case 2:
                return _parent(inside)
            case _:
                raise BadFrame("no such node")

    return reader.maybe(there)


def _parent(reader: Reader) -> Parent:
    start = reader.at
    key = reader.opaque()
    reader.opaque()
    unmerged = reader.each(lambda one: one.number(4), most=MOST_LEAVES)
    return Parent(key, unmerged, reader.since(start))


def _check_unmerged(nodes: tuple[Node, ...], at: int, node: Parent) -> None:
    # A node at level k has 2 ** k leaves below it; the level is how many ones `at` ends in.
    reach = ((at + 1) & ~at) - 1
    low, high = at - reach, at + reach
    if list(node.unmerged) != sorted(set(node.unmerged)):
        raise BadFrame("unmerged leaves out of order")
    for leaf in node.unmerged:
        if not low <= 2 * leaf <= high or nodes[2 * leaf] is None:
            raise BadFrame("an unmerged leaf from elsewhere")
