from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.mls.frames import (
    GroupInfoFrame,
    Handshake,
    Sealed,
    Welcome,
    commitment,
    parse,
)  # fmt: skip
from hearthside.engines.mls.nodes import KeyPackage
from hearthside.engines.mls.reading import BadFrame, Reader, written
from tests.engines.mls.building import GROUP, NOTHING, Hand, group_info, u

COMMITTED = b"\x01" + b"c" * 32


def sealed(*, content: int = 1, said: bytes = COMMITTED) -> bytes:
    head = u(1, 2) + u(2, 2) + written(GROUP) + u(7, 8) + u(content, 1)
    return head + written(said) + written(b"sender") + written(bytes(600))


def handshake(inside: bytes, *, content: int = 3, sender: int = 1) -> bytes:
    said = u(1, 2) + u(1, 2) + written(GROUP) + u(7, 8) + u(sender, 1)
    said += u(2, 4) if sender in (1, 2) else b""
    said += written(b"errand") + u(content, 1) + inside + written(b"s" * 64)
    said += written(b"tag") if content == 3 else b""
    return said + (written(b"m" * 32) if sender == 1 else b"")


def commit(*proposals: bytes, path: bytes = b"\0") -> bytes:
    return written(b"".join(proposals)) + path


ADD = b"\x01" + u(1, 2) + Hand(5).key_package()
REMOVE = b"\x01" + u(3, 2) + u(4, 4)
PATH = b"\x01" + Hand(6).leaf() + written(written(b"k") + written(b""))


def test_words_say_their_group_epoch_and_commitment():
    words = parse(sealed())

    assert isinstance(words, Sealed)
    assert (words.group_id, words.epoch, words.content) == (GROUP, 7, "application")
    assert commitment(words) == b"c" * 32


@pytest.mark.parametrize(
    "frame",
    [
        sealed(said=b"\x01" + b"c" * 31),
        sealed(said=b"\x02" + b"c" * 32),
        sealed(said=b""),
        sealed(content=3),
        sealed(content=2),
    ],
)
def test_words_without_a_commitment_of_ours_are_none(frame):
    words = parse(frame)

    assert isinstance(words, Sealed)
    with pytest.raises(BadFrame, match="no commitment"):
        commitment(words)


def test_a_change_says_whom_it_adds_and_removes():
    said = parse(handshake(commit(ADD, REMOVE, path=PATH)))

    assert isinstance(said, Handshake)
    assert said.commit
    assert (said.sender, said.leaf, said.authenticated_data) == ("member", 2, b"errand")
    assert [one.leaf.signature_key for one in said.commit.adds] == [Hand(5).open]
    assert said.commit.removes == (4,)
    assert said.commit.by_reference == 0
    assert said.commit.path
    assert said.commit.path.signature_key == Hand(6).open
    assert said.commit.confirmation_tag == b"tag"


def test_a_change_by_somebody_outside_and_one_by_reference_are_seen_as_that():
    outside = parse(
        handshake(commit(b"\x01" + u(6, 2) + written(b"kem"), path=PATH), sender=4)
    )
    named = parse(handshake(commit(b"\x02" + written(b"r" * 32))))

    assert isinstance(outside, Handshake)
    assert outside.commit
    assert outside.sender == "new_member_commit"
    assert [one.kind for one in outside.commit.proposals] == ["external_init"]
    assert isinstance(named, Handshake)
    assert named.commit
    assert named.commit.by_reference == 1
    assert named.commit.path is None


@pytest.mark.parametrize(
    ("kind", "inside"),
    [
        ("remove", u(3, 2) + u(2, 4)),
        ("update", u(2, 2) + Hand(3).leaf()),
        ("psk", u(4, 2) + b"\x01" + written(b"id") + written(b"nonce")),
        ("psk", u(4, 2) + b"\x02\x01" + written(b"g") + u(1, 8) + written(b"nonce")),
        ("reinit", u(5, 2) + written(GROUP) + u(1, 2) + u(1, 2) + NOTHING),
        ("context", u(7, 2) + NOTHING),
    ],
)
def test_every_kind_of_proposal_is_known_by_name(kind, inside):
    said = parse(handshake(inside, content=2))

    assert isinstance(said, Handshake)
    assert said.proposal
    assert said.proposal.kind == kind


def test_key_packages_welcomes_and_group_infos_are_told_apart():
    package = parse(u(1, 2) + u(5, 2) + Hand(1).key_package())
    one = written(b"r" * 32) + written(b"kem") + written(b"sealed")
    welcome = parse(u(1, 2) + u(3, 2) + u(1, 2) + written(one) + written(b"info"))

    assert isinstance(package, KeyPackage)
    assert package.leaf.lifetime == (0, 2**40)
    assert isinstance(welcome, Welcome)
    assert welcome.waiting == (b"r" * 32,)
    assert isinstance(parse(group_info([Hand(1)])), GroupInfoFrame)


EVERY = [
    sealed(), handshake(commit(ADD, REMOVE, path=PATH)), handshake(u(3, 2) + u(2, 4), content=2),
    u(1, 2) + u(5, 2) + Hand(1).key_package(),
]  # fmt: skip


def test_i2_cut_anywhere_or_lengthened_it_is_refused():
    for frame in EVERY:
        for length in range(len(frame)):
            with pytest.raises(BadFrame):
                parse(frame[:length])
        with pytest.raises(BadFrame):
            parse(frame + b"\0")


@settings(max_examples=500, deadline=None)
@given(
    st.sampled_from(EVERY),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=4),
)
def test_i2_turned_anywhere_it_is_read_or_refused_and_nothing_else(frame, turns):  # fmt: skip
    said = bytearray(frame)
    for place, value in turns:
        said[place % len(said)] = value

    try:
        parse(bytes(said))
    except BadFrame:
        return


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 6))
def test_i8_whatever_comes_is_read_or_refused_and_nothing_else(said, kind):
    try:
        parse(u(1, 2) + u(kind, 2) + said)
    except BadFrame:
        return


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        bytes(1024 * 1024),
        u(2, 2) + u(2, 2),
        u(1, 2) + u(9, 2),
        handshake(commit(*[REMOVE] * 10_000)),
        handshake(commit(b"\x03")),
        handshake(commit(b"\x01" + u(8, 2))),
        handshake(commit(path=b"\x02")),
        handshake(commit(), sender=5),
        handshake(commit(), content=4),
    ],
)
def test_i8_a_megabyte_ten_thousand_proposals_and_nonsense_are_refused(frame):
    with pytest.raises(BadFrame):
        parse(frame)


def test_a_length_has_one_spelling():
    for said in (b"\x40\x01x", b"\x80\x00\x00\x01x", b"\xc0" + bytes(7) + b"x"):
        with pytest.raises(BadFrame):
            Reader(said).opaque()
    for length in (0, 63, 64, 16383, 16384):
        assert Reader(written(bytes(length))).opaque() == bytes(length)
