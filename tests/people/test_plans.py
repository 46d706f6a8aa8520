"""A plan is a box and a number: nobody's write is lost, nobody else's is seen."""

from __future__ import annotations

import pytest

from hearthside.people import keys, plans
from hearthside.people.plans import SIZES, Boxed, CannotKeep
from tests.racing import at_once, where_threads_may_meet
from tests.sealed import KEY_ID, box, code_way


@pytest.fixture
def mine(amira):
    keys.begin(amira, key_id=KEY_ID, way=code_way())
    return amira


def keep(actor, *, seen, fill, key_id=KEY_ID):
    return plans.keep(actor, key_id=key_id, seen=seen, box=box(fill=fill))


def test_a_plan_is_kept_and_only_its_owner_finds_it(mine, bo):
    assert keep(mine, seen=0, fill=1).is_kept

    assert plans.mine(mine) == Boxed(1, box(fill=1))
    assert plans.mine(bo) == Boxed(0, b"")


def test_who_has_not_seen_the_newest_is_handed_it_and_changes_nothing(mine):
    keep(mine, seen=0, fill=1)

    late = keep(mine, seen=0, fill=2)

    assert not late.is_kept
    assert late.now == Boxed(1, box(fill=1))
    assert plans.mine(mine) == late.now


def test_the_same_box_sent_again_is_kept_once(mine):
    keep(mine, seen=0, fill=1)

    again = keep(mine, seen=0, fill=1)

    assert again.is_kept
    assert again.now.version == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_devices_at_once_one_is_kept_and_one_is_told(mine, tmp_path):
    came = []
    with where_threads_may_meet(tmp_path):
        at_once(
            [
                lambda: came.append(keep(mine, seen=0, fill=1)),
                lambda: came.append(keep(mine, seen=0, fill=2)),
            ]
        )
        now = plans.mine(mine)

    assert sorted(one.is_kept for one in came) == [False, True]
    assert {one.now for one in came} == {now}


def test_a_deleted_plan_leaves_only_its_number(mine):
    keep(mine, seen=0, fill=1)

    plans.delete(mine)
    plans.delete(mine)

    assert plans.mine(mine) == Boxed(2, b"")
    assert not keep(mine, seen=1, fill=2).is_kept
    assert keep(mine, seen=2, fill=2).now.version == 3


def test_a_box_of_an_older_key_is_not_kept(mine):
    keys.begin_anew(mine)

    with pytest.raises(CannotKeep):
        keep(mine, seen=0, fill=1)


@pytest.mark.parametrize(
    "odd", [b"", b"\x01" * 100, b"\x02" * SIZES[0], b"\x01" * (SIZES[-1] + 1)]
)
def test_what_is_no_sealed_plan_is_not_kept(mine, odd):
    with pytest.raises(CannotKeep):
        plans.keep(mine, key_id=KEY_ID, seen=0, box=odd)


def test_all_sizes_of_the_page_are_taken(mine):
    for seen, size in enumerate((4, 16, 64, 128)):
        kept = plans.keep(mine, key_id=KEY_ID, seen=seen, box=box(size << 10))
        assert kept.is_kept
