"""How a group is doing: from what is kept already, for whoever coordinates it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearthside.core.refusals import NotFound
from hearthside.engines.group_health import LetOut, Says, of_people
from hearthside.groups import directory
from hearthside.meetings import group_health, rota, sums
from hearthside.meetings.models import Meeting, RotaPlace
from hearthside.meetings.quarters import Quarter
from tests.cast import NOON, make_group, make_person
from tests.meetings.test_sums import a_quarter, held

LONDON = "Europe/London"


def lights(actor, group):
    everybody = directory.ours()
    handle = next(one for one in everybody if one.id == group.pk)
    looks = group_health.of_group(actor, handle, everybody, zone=LONDON, now=NOON)
    return {look.light.about.name: look for look in looks}


def a_season(group, *people, weeks=13):
    """Keep so many dates up to last week, with these people down to lead them in turn."""
    for week in range(weeks):
        held(group, date(2026, 2, 24) - timedelta(weeks=week), 9)
    rows = Meeting.objects.filter(group=group, starts_at__lt=NOON).order_by("-on")
    for turn, row in enumerate(rows):
        for one in range(min(2, len(people))):
            who = people[(turn + one) % len(people)]
            rota.put_down(meeting_id=row.pk, person_id=who.pk)
    return list(rows)


@pytest.fixture
def people(db):
    return [make_person(name) for name in ("Ada", "Ben", "Cy", "Dot")]


def test_the_last_thirteen_dates_are_looked_at_and_none_before(olu, scene, people):
    rows = a_season(scene.tuesday, *people[:2], weeks=20)
    Meeting.objects.filter(id__in=[one.pk for one in rows[13:]]).update(
        state="called_off"
    )
    Meeting.objects.filter(id__in=[one.pk for one in rows[:2]]).update(
        state="called_off"
    )

    look = lights(olu, scene.tuesday)["CALLED_OFF"]

    assert (look.light.part, look.light.of) == (2, 13)
    assert (look.first, look.last) == (date(2025, 12, 2), date(2026, 2, 24))


def test_a_date_that_is_to_come_is_not_looked_at(olu, scene, people):
    a_season(scene.tuesday, *people)
    before = lights(olu, scene.tuesday)
    Meeting.objects.filter(group=scene.tuesday, starts_at__gt=NOON).update(
        state="called_off"
    )

    assert lights(olu, scene.tuesday) == before


def test_dates_of_more_than_a_year_ago_have_no_rota_and_are_not_looked_at(
    olu, scene, people
):
    for month in range(13):
        held(scene.tuesday, date(2026, 2, 24) - timedelta(weeks=6 * month), 9)

    assert lights(olu, scene.tuesday)["CALLED_OFF"].light.of == 9


def test_the_same_two_are_said_and_not_who_they_are(olu, scene, people):
    a_season(scene.tuesday, *people[:2])

    shared = lights(olu, scene.tuesday)["SHARED"].light
    assert (shared.says, shared.part, shared.of) == (Says.BY_THE_SAME, 13, 13)
    for old, new in zip(people[:2], people[2:], strict=True):
        RotaPlace.objects.filter(person=old).update(person=new)
    assert lights(olu, scene.tuesday)["SHARED"].light == shared


def test_four_who_take_turns_share_the_lead(olu, scene, people):
    a_season(scene.tuesday, *people)

    assert lights(olu, scene.tuesday)["SHARED"].light.says is Says.BY_MANY


def test_whoever_shadows_or_waits_at_home_does_not_lead(olu, scene, people):
    rows = a_season(scene.tuesday, *people[:1])
    for row in rows:
        for who, part in ((people[1], "shadows"), (people[2], "waits")):
            rota.put_down(meeting_id=row.pk, person_id=who.pk, part=part)

    two = lights(olu, scene.tuesday)["TWO_THERE"].light

    assert (two.says, two.part, two.of) == (Says.OFTEN_ONE, 0, 13)


def test_people_are_looked_at_in_quarters_that_stand_still(olu, scene):
    a_quarter(scene.tuesday, here=11, first=1)
    before = lights(olu, scene.tuesday)["NEW_FACES"]
    held(scene.tuesday, date(2026, 1, 6), 40, 40)

    look = lights(olu, scene.tuesday)["NEW_FACES"]

    assert look == before
    assert look.light.says is Says.OFTEN
    assert (look.first, look.last) == (date(2025, 7, 1), date(2025, 12, 31))


def test_one_newcomer_in_a_quarter_changes_no_word(olu, scene):
    a_quarter(scene.tuesday, here=11)
    before = lights(olu, scene.tuesday)
    Meeting.objects.filter(group=scene.tuesday, on=date(2025, 11, 4)).update(
        first_time=1, been_before=10
    )

    assert lights(olu, scene.tuesday) == before


def test_five_people_in_a_season_are_no_light(olu, scene):
    a_quarter(scene.tuesday, here=5, first=0)

    found = lights(olu, scene.tuesday)

    assert found["NEW_FACES"].light.says is Says.UNSURE
    assert found["COMING_BACK"].light.says is Says.UNSURE


def test_a_group_without_a_past_says_that_there_is_too_little(olu, scene):
    found = lights(olu, scene.tuesday)

    assert {look.light.says for look in found.values()} == {Says.TOO_FEW}
    assert found["SHARED"].first is None


@pytest.mark.parametrize(
    "who", ["amira", "fern", "otto", "una", "sol", "eve", "hal", "newcomer", "outsider"]
)
def test_nobody_but_its_coordinator_is_told(who, scene, request):
    actor = request.getfixturevalue(who)

    with pytest.raises(NotFound):
        lights(actor, scene.tuesday)
    everybody = directory.ours()
    found = group_health.of_groups(actor, everybody, zone=LONDON, now=NOON)
    assert scene.tuesday.pk not in found


def test_each_of_many_groups_is_told_what_it_is_told_alone(olu, scene, people):
    second = make_group(scene.leeds, "Second")
    a_season(scene.tuesday, *people[:2])
    a_season(second, *people, weeks=9)
    everybody = directory.ours()

    found = group_health.of_groups(olu, everybody, zone=LONDON, now=NOON)

    assert set(found) == {scene.tuesday.pk, second.pk}
    for group in (scene.tuesday, second):
        assert found[group.pk] == list(lights(olu, group).values())


def test_many_groups_cost_three_questions(
    olu, scene, people, django_assert_num_queries
):
    for number in range(12):
        a_season(make_group(scene.leeds, f"Group {number}"), *people)
    everybody = directory.ours()

    with django_assert_num_queries(3):
        group_health.of_groups(olu, everybody, zone=LONDON, now=NOON)


def test_nobody_who_coordinates_nothing_costs_a_question(
    hal, scene, django_assert_num_queries
):
    everybody = directory.ours()

    with django_assert_num_queries(0):
        assert group_health.of_groups(hal, everybody, zone=LONDON, now=NOON) == {}


EVENING = st.builds(
    lambda first, before, unasked: sums._Counted(
        first + before + unasked, first, before
    ),
    st.integers(0, 3),
    st.integers(0, 14),
    st.integers(0, 2),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(EVENING, min_size=4, max_size=13), min_size=2, max_size=8).filter(
        lambda groups: len(groups) % 2 == 0
    )
)
def test_whatever_is_said_of_people_is_true_of_the_heads_that_were_counted(evenings):
    half = len(evenings) // 2
    tables = [
        sums._table(Quarter(2025, number), list(range(half)), some)
        for number, some in ((3, evenings[:half]), (4, evenings[half:]))
    ]
    for at in range(half):
        counted = [*evenings[at], *evenings[half + at]]
        first = sum(one.first_time for one in counted)
        before = sum(one.been_before for one in counted)
        told = [table.groups[at][1] for table in tables]

        new_faces, coming_back = of_people(
            [
                LetOut(one.evenings, one.here, one.first_time, one.been_before)
                for one in told
            ]
        )

        assert new_faces.says is not Says.OFTEN or 2 * first >= len(counted)
        assert new_faces.says is not Says.SELDOM or 2 * first < len(counted)
        assert coming_back.says is not Says.MOST_BEFORE or before >= 3 * first
        assert coming_back.says is not Says.MANY_ONCE or first >= before
        assert coming_back.says is not Says.SOME_AGAIN or first < before < 3 * first
