from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from hearthside.core.refusals import NotFound
from hearthside.groups import joining, my_place, seats, stepping_out, ways
from hearthside.groups.models import Group, Membership
from hearthside.groups.ways import CannotSet, Ways
from tests.cast import NOON


def break_(actor, scene, now=NOON):
    return stepping_out.take_a_break(actor, group_id=scene.tuesday.pk, now=now)


def join(actor, scene, name="Wren"):
    joining.join(
        actor, group_id=scene.tuesday.pk, name_here=name, skeleton=name.casefold(),
        agreement_number=1, now=NOON,
    )  # fmt: skip


def test_the_seat_is_kept_for_half_a_year_and_coming_back_is_one_press(scene, amira):
    until = break_(amira, scene)
    assert until == datetime(2026, 9, 2, 12, 0, tzinfo=UTC)

    stepping_out.come_back(amira, group_id=scene.tuesday.pk)

    assert my_place.my_place(amira, group_id=scene.tuesday.pk).kept_until is None


def test_a_seat_kept_during_a_break_is_not_given_away(scene, amira, bo, newcomer):
    Group.objects.filter(id=scene.tuesday.pk).update(seats=2)
    break_(amira, scene)

    with pytest.raises(joining.CannotJoin, match="full"):
        join(newcomer, scene)


def test_a_break_pressed_twice_does_not_grow(scene, amira):
    until = break_(amira, scene)

    assert break_(amira, scene, now=NOON + timedelta(days=9)) == until


def test_when_the_break_is_over_the_seat_is_free_and_they_may_join_again(scene, amira):
    until = break_(amira, scene)
    stepping_out.end_breaks(now=until - timedelta(seconds=1))
    assert Membership.objects.filter(left_at=None).count() == 1

    stepping_out.end_breaks(now=until + timedelta(seconds=1))

    assert not Membership.objects.filter(left_at=None).exists()
    join(amira, scene, "Amira")


def test_the_group_says_how_long_a_seat_is_kept(scene, amira, fern):
    ways.set_ways(fern, Ways(break_months=2), group_id=scene.tuesday.pk, now=NOON)

    assert break_(amira, scene) == datetime(2026, 5, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "wrong",
    [Ways(break_months=0), Ways(break_months=25), Ways(talk="x"), Ways(counts="x")],
)
def test_ways_that_cannot_be_are_refused(scene, fern, wrong):
    with pytest.raises(CannotSet):
        ways.set_ways(fern, wrong, group_id=scene.tuesday.pk, now=NOON)


@pytest.mark.parametrize(
    "who", ["amira", "outsider", "otto", "una", "sol", "eve", "hal"]
)
def test_only_its_facilitators_and_coordinators_say_how_one_belongs(
    scene, who, request
):
    with pytest.raises(NotFound):
        ways.set_ways(
            request.getfixturevalue(who), Ways(), group_id=scene.tuesday.pk, now=NOON
        )


def test_an_outsider_has_no_place_to_step_out_of(scene, outsider):
    at = {"group_id": scene.tuesday.pk}
    for act in (
        lambda: break_(outsider, scene),
        lambda: stepping_out.come_back(outsider, **at),
        lambda: stepping_out.burn(outsider, **at, now=NOON),
        lambda: my_place.my_place(outsider, **at),
        lambda: my_place.choose_how(outsider, **at, takes_part="listens"),
    ):
        with pytest.raises(NotFound):
            act()


def test_how_somebody_takes_part_is_theirs_and_sealed(scene, amira):
    my_place.choose_how(amira, group_id=scene.tuesday.pk, takes_part="listens")

    assert my_place.my_place(amira, group_id=scene.tuesday.pk).takes_part == "listens"
    with connection.cursor() as cursor:
        cursor.execute("SELECT takes_part FROM groups_membership")
        (kept,) = cursor.fetchone()
    assert kept.startswith("s1.")
    with pytest.raises(my_place.CannotChoose):
        my_place.choose_how(amira, group_id=scene.tuesday.pk, takes_part="champion")


def test_a_burned_name_is_nowhere_and_a_gap_stays(scene, amira, newcomer):
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON - timedelta(days=40))
    join(amira, scene, "Amira")

    stepping_out.burn(amira, group_id=scene.tuesday.pk, now=NOON)

    rows = Membership.objects.filter(seats.of(amira.person_id))
    assert [(row.name_here, row.skeleton) for row in rows] == [("", "")] * 2
    assert all(row.left_at for row in rows)
    # Nobody is mistaken for her by those who knew the name.
    with pytest.raises(joining.CannotJoin):
        join(newcomer, scene, "Amira")


def test_many_may_burn_their_names_and_come_back_under_others(scene, amira, bo):
    for actor in (amira, bo):
        stepping_out.burn(actor, group_id=scene.tuesday.pk, now=NOON)

    join(amira, scene, "Heron")
    join(bo, scene, "Amira")

    assert my_place.my_place(amira, group_id=scene.tuesday.pk).name_here == "Heron"


def test_leaving_forgets_how_somebody_took_part(scene, amira):
    my_place.choose_how(amira, group_id=scene.tuesday.pk, takes_part="speaks")

    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)

    assert Membership.objects.get().takes_part == ""
