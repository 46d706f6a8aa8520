"""Opening, taking over and closing: one evening, one phone at a time, three sums."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime, time, timedelta

import pytest

from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.engines import recurrence
from hearthside.meetings import counting, evenings, holding, one_date, schedule
from hearthside.meetings.counting import CannotCount, Sums
from hearthside.meetings.holding import CannotHold
from hearthside.meetings.models import Holding, Meeting, RotaPlace, Training
from hearthside.meetings.one_date import CannotChange
from tests.evening import leads, volunteer

FOURTEEN = Sums(14, 3, 9)


def opened(tonight, who=None, **more):
    actor = who or tonight.fern
    given = {"both_here": True, "at": tonight.before} | more
    return holding.open_up(actor, meeting_id=tonight.id, **given)


def taken(tonight, who, term):
    return holding.take_over(
        who, meeting_id=tonight.id, term=term, at=tonight.dated.starts_at
    )


def closed(tonight, who=None, *, term=1, sums=FOURTEEN):
    return holding.close(
        who or tonight.fern,
        meeting_id=tonight.id,
        term=term,
        sums=sums,
        at=tonight.after,
    )


def test_whoever_opens_it_holds_it_with_a_key_of_thirty_two_bytes(tonight):
    stands = opened(tonight)

    assert (stands.term, stands.is_mine, stands.is_open) == (1, True, True)
    assert stands.opened_at == tonight.before
    assert len(base64.urlsafe_b64decode(stands.hand_key + "=")) == 32


def test_the_other_facilitator_sees_who_holds_it_and_gets_the_same_key(tonight):
    mine = opened(tonight)

    theirs = holding.standing(tonight.ivo, meeting_id=tonight.id)

    assert not theirs.is_mine
    assert theirs.hand_key == mine.hand_key


def test_opening_twice_is_opening_once(tonight):
    first = opened(tonight)

    assert opened(tonight, at=tonight.after) == first


def test_the_second_to_open_is_told_who_holds_it(tonight):
    opened(tonight)

    with pytest.raises(CannotHold, match="Fern holds this evening now"):
        opened(tonight, tonight.ivo)


def test_it_opens_two_hours_before_and_no_earlier(tonight):
    early = tonight.dated.starts_at - timedelta(hours=2)

    with pytest.raises(CannotHold, match="too early"):
        opened(tonight, at=early - timedelta(seconds=1))
    assert opened(tonight, at=early).is_open


def test_it_does_not_open_before_both_are_there(tonight):
    with pytest.raises(CannotHold, match="both of you"):
        opened(tonight, both_here=False)
    assert not holding.standing(tonight.fern, meeting_id=tonight.id).is_open


def test_an_evening_called_off_does_not_open(tonight):
    Meeting.objects.filter(id=tonight.id).update(state="called_off")

    with pytest.raises(CannotHold, match="called off"):
        opened(tonight)


def test_a_certificate_that_runs_out_tonight_is_good_tonight(tonight):
    Training.objects.update(runs_out_on=tonight.dated.on)

    assert opened(tonight).is_open


def test_a_certificate_that_ran_out_yesterday_opens_nothing(tonight):
    mine = Training.objects.filter(person_id=tonight.fern.person_id)
    mine.update(runs_out_on=tonight.dated.on - timedelta(days=1))

    with pytest.raises(CannotHold, match="not in date"):
        opened(tonight)


def test_one_facilitator_alone_opens_nothing(tonight):
    RotaPlace.objects.filter(person_id=tonight.ivo.person_id).delete()

    with pytest.raises(CannotHold, match="takes two facilitators"):
        opened(tonight)


def test_taking_over_raises_the_term_and_ends_the_other_phone(tonight):
    opened(tonight)

    stands = taken(tonight, tonight.ivo, 1)

    assert (stands.term, stands.is_mine) == (2, True)
    with pytest.raises(CannotHold, match="Ivo holds this evening now"):
        closed(tonight, tonight.fern, term=1)


def test_taking_over_twice_is_taking_over_once(tonight):
    opened(tonight)
    taken(tonight, tonight.ivo, 1)

    assert taken(tonight, tonight.ivo, 1).term == 2


def test_an_old_take_over_does_not_win_over_a_newer_one(tonight):
    opened(tonight)
    third = leads(volunteer("Kaz"), tonight.dated)
    taken(tonight, tonight.ivo, 1)

    with pytest.raises(CannotHold, match="Ivo holds"):
        taken(tonight, third, 1)


def test_an_evening_opened_without_signal_is_opened_by_whoever_takes_it_over(tonight):
    stands = taken(tonight, tonight.ivo, 1)

    assert (stands.term, stands.is_open) == (2, True)
    with pytest.raises(CannotHold, match="Ivo holds"):
        opened(tonight)


def test_closing_keeps_three_sums_and_throws_the_key_away(tonight):
    opened(tonight)

    assert closed(tonight)

    row = Holding.objects.get()
    assert (row.hand_key, row.closed_at) == ("", tonight.after)
    assert counting.of_this_evening(tonight.ivo, meeting_id=tonight.id) == FOURTEEN


def test_the_same_close_said_twice_is_one(tonight):
    opened(tonight)
    closed(tonight)

    assert not closed(tonight)


def test_closing_again_with_other_sums_is_refused_and_the_sums_stay(tonight):
    opened(tonight)
    closed(tonight)

    with pytest.raises(CannotHold, match="counts stay as they are"):
        closed(tonight, sums=Sums(2))
    assert counting.counted(tonight.id) == FOURTEEN


def test_what_was_never_opened_is_not_closed(tonight):
    with pytest.raises(CannotHold, match="not opened"):
        closed(tonight)


@pytest.mark.parametrize(
    ("sums", "why"),
    [
        (Sums(-1), "less than nought"),
        (Sums(5, -2, 1), "less than nought"),
        (Sums(301), "more than 300"),
        (Sums(10**12), "more than 300"),
        (Sums(5, 10**12), "more than 300"),
        (Sums(5, 3, 3), "more people than were here"),
    ],
)
def test_sums_that_cannot_be_true_close_nothing(tonight, sums, why):
    opened(tonight)

    with pytest.raises(CannotCount, match=why):
        closed(tonight, sums=sums)
    assert holding.standing(tonight.fern, meeting_id=tonight.id).is_open


@pytest.mark.parametrize("sums", [Sums(0), Sums(300), Sums(5, 2, 3), Sums(5, 0, 0)])
def test_sums_that_may_be_true_close_it(tonight, sums):
    opened(tonight)

    assert closed(tonight, sums=sums)


@pytest.mark.parametrize("who", ["olu", "otto", "amira", "sol", "hal", "outsider"])
def test_nobody_else_holds_it_or_knows_who_does(who, tonight, request):
    actor = request.getfixturevalue(who)
    opened(tonight)

    for ask in (
        lambda: holding.standing(actor, meeting_id=tonight.id),
        lambda: opened(tonight, actor),
        lambda: taken(tonight, actor, 1),
        lambda: closed(tonight, actor),
        lambda: counting.of_this_evening(actor, meeting_id=tonight.id),
        lambda: evenings.evening(
            actor, public_id=tonight.dated.public_id, now=tonight.before
        ),
    ):
        with pytest.raises(NotFound):
            ask()


def test_an_evening_that_is_open_is_not_moved_or_called_off(tonight, scene, olu):
    opened(tonight)

    with pytest.raises(CannotChange, match="is open"):
        one_date.call_off(
            olu,
            public_id=tonight.dated.public_id,
            place=Place(scene.tuesday.pk, scene.leeds.pk),
            reason="",
            version=1,
            now=tonight.before,
        )


def test_a_new_pattern_leaves_an_open_evening_where_it_is(tonight, scene):
    opened(tonight)
    on_fridays = recurrence.Pattern(
        rule="FREQ=WEEKLY;BYDAY=FR",
        starts_on=date(2026, 1, 6),
        starts_at=time(18, 0),
        minutes=60,
        zone="Europe/London",
    )

    schedule.keep_dates(on_fridays, group_id=scene.tuesday.pk, now=tonight.before)

    assert Meeting.objects.get(id=tonight.id).starts_at == tonight.dated.starts_at
    assert not Meeting.objects.filter(group=scene.tuesday, on="2026-03-10").exists()


def test_an_evening_across_midnight_and_the_clock_change_is_open_all_through(tonight):
    # 29 March 2026: the clocks go from one to two in the night.
    starts = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    ends = datetime(2026, 3, 29, 2, 0, tzinfo=UTC)
    Meeting.objects.filter(id=tonight.id).update(starts_at=starts, ends_at=ends)
    opened(tonight, at=starts)

    moments = [starts + timedelta(minutes=15 * step) for step in range(13)]

    for moment in moments:
        assert evenings.open_among([tonight.id], now=moment) == {tonight.id}
    assert holding.close(
        tonight.fern, meeting_id=tonight.id, term=1, sums=Sums(4), at=ends
    )
    assert evenings.open_among([tonight.id], now=ends) == frozenset()


def test_an_evening_nobody_closed_is_open_to_nobody_half_an_hour_after(tonight):
    opened(tonight)
    late = tonight.dated.ends_at + timedelta(minutes=30)

    assert evenings.open_among([tonight.id], now=late) == frozenset()


def test_a_key_nobody_closed_with_is_thrown_away_after_two_days(tonight):
    opened(tonight)
    two_days = tonight.dated.ends_at + timedelta(days=2)

    assert holding.forget(now=two_days) == 0
    assert holding.forget(now=two_days + timedelta(seconds=1)) == 1
    assert Holding.objects.get().hand_key == ""


def test_who_held_it_is_forgotten_after_a_year(tonight):
    opened(tonight)
    closed(tonight)

    assert holding.forget(now=tonight.after + timedelta(days=364)) == 0
    assert holding.forget(now=tonight.after + timedelta(days=366)) == 1
    assert counting.counted(tonight.id) == FOURTEEN


def test_the_phone_is_told_what_it_needs(tonight, scene):
    opened(tonight)

    found = evenings.evening(
        tonight.ivo, public_id=tonight.dated.public_id, now=tonight.before
    )

    assert (found.holder_name, found.waits_name) == ("Fern", "Wil")
    assert found.promises == ("What is said here stays here.",)
    assert (found.seats, found.changed_on) == (6, date(2026, 1, 1))
    assert found.group.name == scene.tuesday.name


def test_my_evenings_are_those_i_lead_near_now(
    tonight, noon, django_assert_num_queries
):
    opened(tonight)

    with django_assert_num_queries(3):
        found = evenings.mine(tonight.fern, now=noon)

    assert [one.dated.id for one in found] == [tonight.id]
    assert found[0].standing.is_mine
