from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.engines.mls.auditing import audit
from hearthside.engines.mls.credentials import devices_of, read_credential
from hearthside.engines.mls.reading import BadFrame, written
from tests.engines.mls.building import (
    CIRCLE,
    GROUP,
    Hand,
    group_info,
    hash_of,
    tree_of,
    u,
)  # fmt: skip

THREE: list[Hand | None] = [Hand(1), Hand(2), Hand(3)]
SOUND = group_info(THREE)


def flipped(said: bytes) -> bytes:
    return bytes([said[0] ^ 1]) + said[1:]


def test_a_sound_group_says_who_is_in_it():
    audited = audit(SOUND)

    assert (audited.group_id, audited.epoch, audited.signer) == (GROUP, 7, 0)
    assert audited.tree_hash == hash_of(THREE)
    assert [seat.leaf for seat in audited.roster] == [0, 1, 2]
    assert [seat.signature_key for seat in audited.roster] == [
        h.open for h in THREE if h
    ]
    assert audited.standing == b"said"
    assert audited.confirmation_tag == b"t" * 32


def test_an_empty_place_is_nobody():
    hands: list[Hand | None] = [Hand(1), None, Hand(3), None, Hand(5)]

    assert [seat.leaf for seat in audit(group_info(hands)).roster] == [0, 2, 4]


@pytest.mark.parametrize(
    ("why", "frame"),
    [
        ("another tree", group_info(THREE, tree_hash=bytes(32))),
        ("another tree", group_info(THREE, tree=tree_of([Hand(1), Hand(2), Hand(9)]))),
        ("a leaf nobody signed", group_info([Hand(1), Hand(2, spoil=flipped)])),
        ("not signed by whom it says", group_info(THREE, signer=0, by=1)),
        ("signed from nowhere", group_info([Hand(1), None, Hand(3)], signer=1)),
        ("signed from nowhere", group_info([Hand(1)], signer=2**32 - 1, by=0)),
        ("a signature key twice", group_info([Hand(1), Hand(1, encryption_key=b"e" * 32)])),
        ("an encryption key twice", group_info([Hand(1), Hand(2, encryption_key=Hand(1).encryption_key)])),
        ("a suite not spoken here", group_info(THREE, suite=2)),
        ("extensions of its own", group_info(THREE, context=written(u(3, 2) + written(b"")))),
        ("no tree", group_info(THREE, extensions=u(4, 2) + written(bytes(32)))),
        ("nobody could come back", group_info(THREE, extensions=u(2, 2) + written(tree_of(THREE)))),
        ("an extension twice", group_info(THREE, extensions=(u(4, 2) + written(b"")) * 2)),
        ("something after the end", group_info(THREE, after=b"\0")),
        ("ends in nothing", group_info(THREE, tree=tree_of([Hand(1), None]))),
        ("ends in nothing", group_info(THREE, tree=written(b""))),
    ],
)  # fmt: skip
def test_i8_what_does_not_hang_together_is_refused_for_its_own_reason(why, frame):
    with pytest.raises(BadFrame, match=why):
        audit(frame)


def parent(unmerged: list[int], key: bytes = b"p" * 32) -> bytes:
    listed = written(b"".join(u(leaf, 4) for leaf in unmerged))
    return b"\x01\x02" + written(key) + written(b"") + listed


@pytest.mark.parametrize("unmerged", [[1, 0], [0, 0], [2], [3], [2**32 - 1]])
def test_i8_unmerged_leaves_are_below_their_node_and_in_order(unmerged):
    one, two, three = (b"\x01\x01" + Hand(seed).leaf() for seed in (1, 2, 3))
    tree = written(one + parent(unmerged) + two + b"\0" + three)

    with pytest.raises(BadFrame, match="unmerged"):
        audit(group_info(THREE, tree=tree))


def test_i8_a_parent_where_a_leaf_belongs_is_refused():
    leaf = b"\x01\x01" + Hand(1).leaf()

    for nodes in (parent([]), leaf + leaf + leaf, leaf + parent([]) + parent([])):
        with pytest.raises(BadFrame, match="a leaf among parents"):
            audit(group_info(THREE, tree=written(nodes)))


def test_i8_a_tree_of_too_many_and_a_frame_too_long_are_not_read():
    with pytest.raises(BadFrame, match="too many"):
        audit(group_info(THREE, tree=written(b"\0" * 5000)))
    with pytest.raises(BadFrame, match="too long"):
        audit(SOUND + bytes(300_000))


def test_i8_no_length_of_it_is_read_when_cut():
    for length in range(len(SOUND)):
        with pytest.raises(BadFrame):
            audit(SOUND[:length])


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.integers(1, 255))
def test_i2_one_byte_turned_anywhere_is_refused(place, turned):
    frame = bytearray(SOUND)
    frame[place] ^= turned

    with pytest.raises(BadFrame):
        audit(bytes(frame))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_i8_whatever_comes_is_refused_and_nothing_else(said):
    for frame in (said, SOUND[:4] + said, SOUND[:60] + said):
        with pytest.raises(BadFrame):
            audit(frame)


def test_devices_are_who_their_member_key_says():
    devices = devices_of(audit(SOUND))

    assert len({device.member_id for device in devices}) == 3
    assert devices[1].device_key == Hand(2).open


def test_i1_a_device_of_another_circle_or_key_is_nobody():
    one, other = Hand(1), Hand(2)

    read_credential(CIRCLE, one.identity, one.open)
    for identity, key, circle in (
        (one.identity, other.open, CIRCLE),
        (one.identity, one.open, bytes(16)),
        (one.identity[:1] + other.identity[1:17] + one.identity[17:], one.open, CIRCLE),
        (one.identity[:-1] + b"\0\0", one.open, CIRCLE),
        (one.identity[:-1], one.open, CIRCLE),
        (b"\x02" + one.identity[1:], one.open, CIRCLE),
        (b"Amira", one.open, CIRCLE),
    ):
        with pytest.raises(BadFrame):
            read_credential(circle, identity, key)


def test_a_group_that_is_none_of_ours_has_no_devices():
    with pytest.raises(BadFrame, match="no group of ours"):
        devices_of(audit(group_info(THREE, group_id=b"g" * 16)))
