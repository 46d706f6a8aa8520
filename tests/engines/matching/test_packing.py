from __future__ import annotations

from random import Random

from hearthside.engines.matching.packing import pack, unpack
from tests.engines.matching.crowd import a_person


def test_what_is_packed_comes_out_unchanged():
    random = Random(1)
    for _ in range(300):
        wanted = a_person(random)

        assert unpack(pack(wanted)) == wanted
