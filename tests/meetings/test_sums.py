"""The sums of a quarter: the same table for whoever asks, small numbers left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hearthside.core.refusals import NotFound
from hearthside.groups import directory
from hearthside.groups.models import Group
from hearthside.meetings import sums
from hearthside.meetings.models import Meeting
from hearthside.meetings.quarters import Quarter
from hearthside.meetings.sums import Sums, at_least
from tests.cast import NOON, make_group

LAST = Quarter(2025, 4)
LONDON = "Europe/London"


def held(group: Group, day: date, here: int | None, first: int = 0, **columns) -> None:
    starts = datetime(day.year, day.month, day.day, 19, 30, tzinfo=UTC)
    Meeting.objects.create(
        group=group,
        on=day,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        usual_start=starts,
        here=here,
        first_time=None if here is None else first,
        been_before=None if here is None else here - first,
        **columns,
    )


def a_quarter(group: Group, here: int, first: int = 0) -> None:
    for week in range(12):
        held(group, date(2025, 10, 7) + timedelta(weeks=week), here, first)


def table(actor, scene):
    found = sums.of_localities(actor, directory.ours(), [LAST], zone=LONDON, now=NOON)
    [one] = found[scene.leeds.pk]
    return one


def test_visits_are_added_up_first_and_rounded_then(olu, scene):
    a_quarter(scene.tuesday, here=11, first=1)

    [(group, row)] = table(olu, scene).groups

    assert group.id == scene.tuesday.pk
    assert row == Sums(12, 130, 10, 120)
    assert table(olu, scene).total == Sums(12, 130, 10, 120)


def test_sixty_visits_of_five_people_are_a_star(olu, scene):
    a_quarter(scene.tuesday, here=5)

    assert table(olu, scene).total == Sums(12, None, None, None)


def test_a_single_newcomer_cannot_be_subtracted(olu, scene):
    a_quarter(scene.tuesday, here=11)
    held(scene.tuesday, date(2025, 10, 8), 12, 1)

    row = table(olu, scene).groups[0][1]

    assert row == Sums(13, 145, None, None)


def test_an_evening_outside_the_quarter_or_off_or_not_counted_adds_nothing(olu, scene):
    a_quarter(scene.tuesday, here=10, first=1)
    before = table(olu, scene)
    held(scene.tuesday, date(2026, 1, 1), 40)
    held(scene.tuesday, date(2025, 9, 30), 40)
    held(scene.tuesday, date(2025, 12, 30), 40, state="called_off")
    held(scene.tuesday, date(2025, 12, 31), None)

    assert table(olu, scene) == before


def test_a_date_counts_in_the_quarter_it_was_truly_held_in(olu, scene):
    a_quarter(scene.tuesday, here=10, first=1)
    before = table(olu, scene)
    held(scene.tuesday, date(2025, 12, 30), 40)
    Meeting.objects.filter(on=date(2025, 12, 30)).update(
        starts_at=datetime(2026, 1, 6, 19, 30, tzinfo=UTC),
        ends_at=datetime(2026, 1, 6, 21, tzinfo=UTC),
    )

    assert table(olu, scene) == before


def test_whoever_asks_gets_the_same_table(olu, sol, hal, scene):
    a_quarter(scene.tuesday, here=9, first=1)
    a_quarter(make_group(scene.leeds, "Second"), here=4)

    assert table(olu, scene) == table(sol, scene) == table(hal, scene)


def test_the_row_of_a_group_is_cut_out_of_the_table_of_its_locality(fern, olu, scene):
    a_quarter(scene.tuesday, here=9, first=1)
    a_quarter(make_group(scene.leeds, "Second"), here=4)
    everybody = directory.ours()
    tuesday = next(one for one in everybody if one.id == scene.tuesday.pk)

    [(quarter, row)] = sums.of_group(
        fern, tuesday, everybody, [LAST], zone=LONDON, now=NOON
    )

    assert quarter == LAST
    assert (tuesday, row) in table(olu, scene).groups


def test_a_quarter_that_may_still_change_is_left_out(olu, scene):
    a_quarter(scene.tuesday, here=9)
    early = datetime(2026, 1, 3, 12, tzinfo=UTC)

    found = sums.of_localities(olu, directory.ours(), [LAST], zone=LONDON, now=early)

    assert found == {scene.leeds.pk: []}


@pytest.mark.parametrize("who", ["amira", "otto", "una", "eve", "newcomer"])
def test_others_find_no_numbers_of_this_group(who, scene, request):
    actor = request.getfixturevalue(who)
    everybody = directory.ours()
    tuesday = next(one for one in everybody if one.id == scene.tuesday.pk)

    with pytest.raises(NotFound):
        sums.of_group(actor, tuesday, everybody, [LAST], zone=LONDON, now=NOON)

    found = sums.of_localities(actor, everybody, [LAST], zone=LONDON, now=NOON)
    assert scene.leeds.pk not in found


def test_a_facilitator_has_no_table_of_the_locality(fern, scene):
    found = sums.of_localities(fern, directory.ours(), [LAST], zone=LONDON, now=NOON)

    assert found == {}


def test_parts_that_are_more_than_the_whole_do_not_change_the_heads(olu, scene):
    a_quarter(scene.tuesday, here=10)
    Meeting.objects.filter(here=10).update(first_time=30, been_before=30)

    assert table(olu, scene).total.here == 120


def test_people_at_one_evening_and_later_newcomers_are_surely_different():
    def evening(here: int, first: int) -> sums._Counted:
        return sums._Counted(here, first, here - first)

    assert at_least([]) == 0
    assert at_least([evening(5, 0)] * 12) == 5
    assert at_least([evening(5, 0), evening(6, 2), evening(4, 1)]) == 8
    assert at_least([evening(2, 0), evening(9, 0), evening(2, 1)]) == 10
