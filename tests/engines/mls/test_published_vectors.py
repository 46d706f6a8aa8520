"""The MLS working group's own vectors: trees of seven suites, and messages of every kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hearthside.engines.mls.frames import (
    GroupInfoFrame,
    Handshake,
    Sealed,
    Welcome,
    parse,
)
from hearthside.engines.mls.nodes import KeyPackage
from hearthside.engines.mls.signatures import is_signed
from hearthside.engines.mls.trees import leaves_of, read_tree, tree_hash
from tests.conftest import real_data

KINDS = {
    "mls_welcome": Welcome,
    "mls_group_info": GroupInfoFrame,
    "mls_key_package": KeyPackage,
    "public_message_application": Handshake,
    "public_message_proposal": Handshake,
    "public_message_commit": Handshake,
    "private_message": Sealed,
}


def vectors(name: str) -> Any:
    folder: Path = real_data() / "mls-vectors"
    if not folder.is_dir():
        pytest.skip(f"REAL DATA ABSENT: {folder} is not there")
    return json.loads((folder / name).read_text())


@pytest.mark.slow
def test_of_98_trees_every_hash_and_every_leaf_is_right():
    hashes = signatures = first_three = 0
    for one in vectors("tree-validation.json"):
        suite, group_id = one["cipher_suite"], bytes.fromhex(one["group_id"])
        nodes = read_tree(bytes.fromhex(one["tree"]))
        assert tree_hash(nodes, suite).hex() == one["tree_hashes"][len(nodes) // 2]
        hashes += 1
        for at, leaf in leaves_of(nodes):
            said = leaf.to_be_signed(group_id, at)
            key = leaf.signature_key
            assert is_signed(suite, key, "LeafNodeTBS", said, leaf.signature)
            assert not is_signed(
                suite, key, "LeafNodeTBS", said + b"\0", leaf.signature
            )
            signatures += 1
            first_three += suite in (1, 2, 3)

    # 161 leaves in each of seven suites.
    assert (hashes, first_three, signatures) == (98, 483, 1127)


def test_every_published_message_is_what_it_is():
    read = 0
    for one in vectors("messages.json"):
        for name, kind in KINDS.items():
            assert isinstance(parse(bytes.fromhex(one[name])), kind)
            read += 1

    assert read == 300 * len(KINDS)


def test_every_change_of_a_long_life_is_read_in_its_order():
    changes = 0
    for one in vectors("passive-client-random.json"):
        last = -1
        for epoch in one["epochs"]:
            said = parse(bytes.fromhex(epoch["commit"]))
            assert isinstance(said, Handshake | Sealed)
            assert said.content == "commit"
            assert said.epoch > last
            last = said.epoch
            changes += 1

    assert changes == 200
