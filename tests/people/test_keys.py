"""Wrapped keys: opaque here, one ring each, never lost to a race."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hearthside.core.actor import Actor
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.people import keys, plans
from hearthside.people.keys import PASSKEY, CannotKeep, Way
from hearthside.people.models import Keyring, WayBack
from tests.racing import at_once, where_threads_may_meet
from tests.sealed import KEY_ID, box, code_way

OTHER_ID = "AAAAAAAAAAAAAAAAAAAAAA"


def by_passkey(number: int = 0) -> Way:
    return Way(
        PASSKEY, b"\x01" + bytes(60), f"credential-of-a-test-{number}", bytes(32)
    )


def test_a_key_begins_with_a_code_and_is_found_again(amira, bo):
    keys.begin(amira, key_id=KEY_ID, way=code_way())
    keys.add(amira, key_id=KEY_ID, way=by_passkey())

    mine = keys.mine(amira)

    assert mine is not None
    assert mine.key_id == KEY_ID
    assert mine.ways == (code_way(), by_passkey())
    assert keys.mine(bo) is None
    assert keys.key_id_of(bo) == ""


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_tabs_that_begin_one_is_told(amira, tmp_path):
    with where_threads_may_meet(tmp_path):
        came = at_once(
            [
                lambda: keys.begin(amira, key_id=KEY_ID, way=code_way()),
                lambda: keys.begin(amira, key_id=OTHER_ID, way=code_way(2)),
            ]
        )
        mine = keys.mine(amira)
        ways = WayBack.objects.count()

    assert sorted(type(one).__name__ for one in came) == [
        "ChangedMeanwhile",
        "NoneType",
    ]
    assert mine is not None
    assert ways == 1
    assert (mine.key_id, mine.ways[0]) in {
        (KEY_ID, code_way()),
        (OTHER_ID, code_way(2)),
    }


def test_a_key_cannot_begin_with_a_passkey_alone(amira):
    with pytest.raises(CannotKeep):
        keys.begin(amira, key_id=KEY_ID, way=by_passkey())

    assert not Keyring.objects.exists()


def test_a_new_code_takes_the_place_of_the_old_one(amira):
    keys.begin(amira, key_id=KEY_ID, way=code_way(1))

    keys.add(amira, key_id=KEY_ID, way=code_way(2))

    mine = keys.mine(amira)
    assert mine is not None
    assert mine.ways == (code_way(2),)


def test_a_way_to_an_older_key_is_not_kept(amira):
    keys.begin(amira, key_id=KEY_ID, way=code_way())

    with pytest.raises(ChangedMeanwhile):
        keys.add(amira, key_id=OTHER_ID, way=by_passkey())


def test_there_is_room_for_eight_passkeys(amira):
    keys.begin(amira, key_id=KEY_ID, way=code_way())
    for number in range(8):
        keys.add(amira, key_id=KEY_ID, way=by_passkey(number))

    with pytest.raises(CannotKeep):
        keys.add(amira, key_id=KEY_ID, way=by_passkey(8))
    keys.add(amira, key_id=KEY_ID, way=by_passkey(7))
    keys.take_away(amira, credential=by_passkey(3).credential)
    keys.add(amira, key_id=KEY_ID, way=by_passkey(8))

    assert WayBack.objects.filter(kind=PASSKEY).count() == 8


def test_nobody_takes_away_anothers_passkey_and_nobody_their_code(amira, bo):
    keys.begin(amira, key_id=KEY_ID, way=code_way())
    keys.add(amira, key_id=KEY_ID, way=by_passkey())

    with pytest.raises(NotFound):
        keys.take_away(bo, credential=by_passkey().credential)
    with pytest.raises(NotFound):
        keys.take_away(amira, credential="")

    assert WayBack.objects.count() == 2


@pytest.mark.parametrize(
    "odd",
    [
        replace(code_way(), wrapped=b"\x01" * 60),
        replace(code_way(), wrapped=b"\x02" * 61),
        replace(code_way(), salt=bytes(32)),
        replace(code_way(), credential="credential-of-a-test"),
        replace(code_way(), kind="password"),
        replace(by_passkey(), salt=b""),
        replace(by_passkey(), credential="short"),
        replace(by_passkey(), credential="x" * 1400),
    ],
)
def test_what_is_no_wrapped_key_is_not_kept(amira, odd):
    keys.begin(amira, key_id=KEY_ID, way=code_way())

    with pytest.raises(CannotKeep):
        keys.add(amira, key_id=KEY_ID, way=odd)


def test_beginning_anew_takes_the_key_and_what_it_sealed(amira, bo):
    for who in (amira, bo):
        keys.begin(who, key_id=KEY_ID, way=code_way())
        plans.keep(who, key_id=KEY_ID, seen=0, box=box())

    keys.begin_anew(amira)

    assert keys.mine(amira) is None
    assert plans.mine(amira).version == 0
    assert keys.mine(bo) is not None
    assert plans.mine(bo).version == 1


def test_somebody_who_never_had_a_key_may_begin_anew(newcomer):
    keys.begin_anew(newcomer)

    assert keys.mine(Actor(newcomer.person_id)) is None
