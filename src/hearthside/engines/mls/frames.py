"""One MLSMessage as a house sees it (RFC 9420 section 6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from .nodes import KeyPackage, Leaf, read_extensions, read_key_package, read_leaf
from .reading import LONGEST, BadFrame, Reader

MOST_PROPOSALS: Final = 512
MOST_PATH: Final = 64
MOST_WELCOMED: Final = 512

Content = Literal["application", "proposal", "commit"]
Sender = Literal["member", "external", "new_member_proposal", "new_member_commit"]
Proposed = Literal[
    "add", "update", "remove", "psk", "reinit", "external_init", "context"
]
_CONTENTS: Final[dict[int, Content]] = {1: "application", 2: "proposal", 3: "commit"}
_SENDERS: Final[dict[int, Sender]] = {
    1: "member", 2: "external", 3: "new_member_proposal", 4: "new_member_commit",
}  # fmt: skip
_PROPOSED: Final[dict[int, Proposed]] = {
    1: "add", 2: "update", 3: "remove", 4: "psk", 5: "reinit", 6: "external_init", 7: "context",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed change. added -- with "add"; removed -- a leaf's index, with "remove"."""

    kind: Proposed
    added: KeyPackage | None = None
    removed: int | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """A change as it is said in the clear.

    by_reference -- how many proposals it only names. path -- the committer's new leaf,
    where it brings fresh keys.
    """

    proposals: tuple[Proposal, ...]
    by_reference: int
    path: Leaf | None
    confirmation_tag: bytes

    @property
    def adds(self) -> tuple[KeyPackage, ...]:
        """Whom it lets in."""
        return tuple(one.added for one in self.proposals if one.added)

    @property
    def removes(self) -> tuple[int, ...]:
        """Which leaves it removes."""
        return tuple(one.removed for one in self.proposals if one.removed is not None)


@dataclass(frozen=True, slots=True)
class Handshake:
    """A PublicMessage. leaf -- the sender's, of a member. One of commit and proposal is there."""

    group_id: bytes
    epoch: int
    sender: Sender
    leaf: int | None
    authenticated_data: bytes
    content: Content
    commit: Commit | None = None
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A PrivateMessage: what it says is not for us."""

    group_id: bytes
    epoch: int
    content: Content
    authenticated_data: bytes


@dataclass(frozen=True, slots=True)
class Welcome:
    """A Welcome. waiting -- the references of the key packages it is for."""

    suite: int
    waiting: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class GroupInfoFrame:
    """A GroupInfo, unread: `auditing.audit` reads it."""

    body: bytes


Frame = Handshake | Sealed | Welcome | GroupInfoFrame | KeyPackage


def parse(frame: bytes) -> Frame:
    """Return what one message is. Raises BadFrame, and nothing else."""
    if len(frame) > LONGEST:
        raise BadFrame("too long")
    reader = Reader(frame)
    if reader.number(2) != 1:
        raise BadFrame("another version")
    found = _read(reader)
    reader.end()
    return found


def commitment(words: Sealed) -> bytes:
    """Return the 32 bytes words commit to. Raises BadFrame where they are no words of ours."""
    said = words.authenticated_data
    if words.content != "application" or len(said) != 33 or said[0] != 1:
        raise BadFrame("no commitment")
    return said[1:]


def _read(reader: Reader) -> Frame:
    match reader.number(2):
        case 1:
            return _handshake(reader)
        case 2:
            return _sealed(reader)
        case 3:
            return _welcome(reader)
        case 4:
            return GroupInfoFrame(reader.rest())
        case 5:
            return read_key_package(reader)
        case _:
            raise BadFrame("no such message")


def _content(reader: Reader) -> Content:
    kind = _CONTENTS.get(reader.number(1))
    if kind is None:
        raise BadFrame("no such content")
    return kind


def _sealed(reader: Reader) -> Sealed:
    group_id, epoch = reader.opaque(), reader.number(8)
    content, said = _content(reader), reader.opaque()
    reader.opaque()
    reader.opaque()
    return Sealed(group_id, epoch, content, said)


def _welcome(reader: Reader) -> Welcome:
    suite = reader.number(2)

    def one(inside: Reader) -> bytes:
        reference = inside.opaque()
        inside.opaque()
        inside.opaque()
        return reference

    waiting = reader.each(one, most=MOST_WELCOMED)
    reader.opaque()
    return Welcome(suite, waiting)


def _handshake(reader: Reader) -> Handshake:
    group_id, epoch = reader.opaque(), reader.number(8)
    sender = _SENDERS.get(reader.number(1))
    if sender is None:
        raise BadFrame("no such sender")
    leaf = reader.number(4) if sender in ("member", "external") else None
    said, content = reader.opaque(), _content(reader)
    commit = proposal = None
    if content == "commit":
        commit = _commit(reader)
    elif content == "proposal":
        proposal = _proposal(reader)
        reader.opaque()
    else:
        # RFC 9420 section 6: words are never in the clear. They are read, to be refused by name.
        reader.opaque()
        reader.opaque()
    if sender == "member":
        reader.opaque()
    return Handshake(
        group_id, epoch, sender, leaf if sender == "member" else None, said, content,
        commit, proposal,
    )  # fmt: skip


def _commit(reader: Reader) -> Commit:
    def one(inside: Reader) -> Proposal | None:
        match inside.number(1):
            case 1:
                return _proposal(inside)
            case 2:
                inside.opaque()
                return None
            case _:
                raise BadFrame("neither a proposal nor its name")

    found = reader.each(one, most=MOST_PROPOSALS)
    path = reader.maybe(_path)
    reader.opaque()
    tag = reader.opaque()
    said = tuple(proposal for proposal in found if proposal)
    return Commit(said, len(found) - len(said), path, tag)


def _path(reader: Reader) -> Leaf:
    leaf = read_leaf(reader)

    def node(inside: Reader) -> None:
        inside.opaque()
        inside.each(lambda one: (one.opaque(), one.opaque()), most=MOST_PROPOSALS)

    reader.each(node, most=MOST_PATH)
    return leaf


def _proposal(reader: Reader) -> Proposal:
    kind = _PROPOSED.get(reader.number(2))
    match kind:
        case "add":
            return Proposal(kind, added=read_key_package(reader))
        case "update":
            read_leaf(reader)
        case "remove":
            return Proposal(kind, removed=reader.number(4))
        case "psk":
            _shared_key(reader)
        case "reinit":
            reader.opaque()
            reader.fixed(4)
            read_extensions(reader)
        case "external_init":
            reader.opaque()
        case "context":
            read_extensions(reader)
        case _:
            raise BadFrame("no such proposal")
    return Proposal(kind)


def _shared_key(reader: Reader) -> None:
    match reader.number(1):
        case 1:
            reader.opaque()
        case 2:
            reader.number(1)
            reader.opaque()
            reader.number(8)
        case _:
            raise BadFrame("no such key")
    reader.opaque()
