"""Three on one thing, or five over several of one name, hide it until a person looks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core import trail
from hearthside.core.actor import Visitor
from hearthside.core.models import Letter
from hearthside.groups import seats
from hearthside.groups.models import Membership
from hearthside.safety import handling, ladder, protection, reading
from hearthside.safety.models import Protection, Report
from hearthside.safety.protection import NAME
from hearthside.workflows.answer_a_report import own_places
from tests.cast import NOON, make_door
from tests.safety.report_scene import place, row_of, say, say_name, seat

LATER = NOON + timedelta(hours=1)


def photo(scene):
    return protection.hidden([("photo", scene.tuesday.public_id)])


@pytest.fixture
def four(scene):
    make_door(scene.tuesday)
    return [seat(scene, called) for called in ("Una May", "Dee", "Tri", "Quin")]


def test_three_people_on_one_thing_hide_it_and_two_do_not(scene, four):
    for who in four[:2]:
        say(who, scene, "photo")
    assert not photo(scene)

    made = say(four[2], scene, "photo")

    assert photo(scene)
    assert len(made.hidden) == 1


def test_one_person_counts_once(scene, four):
    for _ in range(5):
        say(four[0], scene, "photo")

    assert not photo(scene)


def test_visitors_and_names_of_less_than_a_week_count_nothing(scene):
    make_door(scene.tuesday)
    for number in range(6):
        say(Visitor(), scene, "photo")
        say(seat(scene, f"New {'abcdef'[number]}", days=6), scene, "photo")

    assert not photo(scene)


def test_somebody_from_another_group_counts_half_for_what_all_may_see(
    scene, four, outsider
):
    Membership.objects.filter(seats.of(outsider.person_id)).update(
        joined_at=NOON - timedelta(days=60)
    )
    made = say(outsider, scene, "photo")
    inside = say(outsider, scene, "evening")

    assert (row_of(made).weight, row_of(inside).weight) == (1, 0)


def test_three_people_on_one_name_pause_it_and_it_is_told_neutrally(scene, four):
    target = seat(scene, "Max")
    for who in four[:3]:
        say_name(who, scene, "Max")

    standing = ladder.standing(own_places(target), now=NOON)[place(target)]
    assert (standing.is_paused, standing.waits_for_a_look) == (True, True)
    assert protection.waiting_names(own_places(target)) == {place(target)}


def test_five_people_over_several_things_of_one_name_pause_it(scene, four):
    target = seat(scene, "Max")
    five = [*four, seat(scene, "Pen")]
    for number, who in enumerate(five):
        made = say(who, scene, "evening")
        row = Report.objects.get(pk=made.id)
        # A room to come: five of their messages, one report each.
        Report.objects.filter(pk=row.pk).update(kind="message", thing=f"m{number}")
        row.concerned.create(place_id=place(target), is_subject=True)
        row.refresh_from_db()
        protection.look_after(row, can_be_hidden=True, now=NOON)
        expected = {place(target)} if number == 4 else set()
        assert protection.waiting_names([place(target)]) == expected


def test_what_is_an_evening_or_somebody_who_leads_never_hides(scene, four, fern):
    for who in four:
        say(who, scene, "evening")
        say(who, scene, "leader")

    assert not Protection.objects.exists()


def test_one_press_undoes_it_and_the_same_people_do_not_do_it_again(scene, four, olu):
    made = [say(who, scene, "photo") for who in four[:3]][-1]
    public_id = row_of(made).public_id
    reading.open_report(olu, [], public_id=public_id, now=LATER)
    handling.show_again(olu, [], public_id=public_id, now=LATER)
    assert not photo(scene)

    Report.objects.update(settled_at=LATER)
    for who in four[:2]:
        say(who, scene, "photo", now=LATER + timedelta(hours=1))

    assert not photo(scene)
    say(four[3], scene, "photo", now=LATER + timedelta(hours=1))
    assert photo(scene)


def test_reports_of_more_than_a_week_do_not_add_up(scene, four):
    for number, who in enumerate(four[:3]):
        say(who, scene, "photo", now=NOON + timedelta(days=4 * number))

    assert not photo(scene)


def test_it_stands_first_and_every_one_is_on_the_trail(scene, four, bo, olu):
    say(bo, scene, "evening", now=NOON - timedelta(days=1))
    made = [say(who, scene, "photo") for who in four[:3]]
    found = reading.waiting(olu, [])
    handling.show_again(olu, [], public_id=row_of(made[0]).public_id, now=LATER)

    assert found[0].is_hidden
    assert found[0].how_many == 3
    lines = [
        line for line in trail.latest() if line.verb == "show what was hidden by itself"
    ]
    assert [line.by for line in lines] == [
        f"person:{olu.person_id}",
        "machine:protection",
    ]


def test_its_readers_are_told_once_more(scene, four, olu):
    for who in four[:3]:
        say(who, scene, "photo")

    assert Letter.objects.filter(person_id=olu.person_id).count() == 4


def test_a_name_is_told_by_its_place_and_by_no_person(scene, four):
    target = seat(scene, "Max")
    for who in four[:3]:
        say_name(who, scene, "Max")

    assert Protection.objects.get().thing == str(place(target))
    assert Protection.objects.get().kind == NAME
