"""Whatever the house keeps of a person is in their own copy, or the copy says why not."""

from __future__ import annotations

from importlib import import_module

from hearthside.workflows import take_my_data
from tests.house.test_nothing_is_forgotten import ROOMS, promises


def test_every_table_with_a_person_is_in_the_copy_or_says_why_not():
    of_somebody = {one.table for one in promises().values() if one.person_by}
    taken = {part.table for part in take_my_data.PARTS}

    assert of_somebody == taken | set(take_my_data.LEFT_OUT)
    assert not taken & set(take_my_data.LEFT_OUT)


def test_a_room_speaks_only_of_its_own_tables():
    for room in ROOMS:
        keeps = import_module(f"hearthside.{room}").KEEPS
        if not any(one.person_by for one in keeps):
            continue
        promised = {one.table for one in keeps}
        name = room.partition(".")[0]
        taking = import_module(f"hearthside.{name}.taking")
        spoken = {part.table for part in taking.TAKES} | set(taking.NOT_TAKEN)
        assert spoken <= promised, name


def test_each_part_has_a_name_of_its_own():
    names = [part.name for part in take_my_data.PARTS]

    assert len(names) == len(set(names))


def test_whatever_is_left_out_says_why_in_a_sentence():
    for why in (*take_my_data.LEFT_OUT.values(), *take_my_data.ALSO_LEFT_OUT):
        assert why.endswith("."), why
        assert len(why) > 20
