"""A phone without signal from open to close: late, repeated, out of order, it ends the same."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from hearthside.core import trail
from hearthside.core.refusals import NotFound
from hearthside.groups.models import Group, NobodyThere
from hearthside.meetings import counting, holding, lone_working, might_come
from hearthside.meetings.counting import Sums
from hearthside.meetings.models import CheckIn, Holding, Meeting, MightCome
from hearthside.workflows import hold_an_evening
from hearthside.workflows.catch_up import Act, Doing, catch_up

SUMS = Sums(14, 3, 9)


def a_whole_evening(tonight):
    starts, ends = tonight.dated.starts_at, tonight.dated.ends_at
    return [
        Act("a", Doing.CHECK_IN, starts - timedelta(minutes=40)),
        Act("b", Doing.OPEN, starts - timedelta(minutes=5), both_here=True),
        Act("c", Doing.CLOSE, ends, sums=SUMS),
        Act("d", Doing.CHECK_OUT, ends + timedelta(minutes=20)),
    ]


def says(tonight, acts, *, who=None, term=0, now=None):
    actor = who or tonight.fern
    at_home = tonight.after + timedelta(hours=1)
    return catch_up(actor, tonight.dated, acts, term=term, now=now or at_home)


def how_it_ended(tonight):
    held, checked = Holding.objects.get(), CheckIn.objects.get()
    return (
        held.term, held.opened_at, held.closed_at, held.hand_key,
        checked.in_at, checked.out_at, counting.counted(tonight.id),
    )  # fmt: skip


def test_a_whole_evening_said_at_home_is_kept_at_its_own_times(tonight):
    became = says(tonight, a_whole_evening(tonight))

    starts, ends = tonight.dated.starts_at, tonight.dated.ends_at
    assert (became.done, became.refused) == (("a", "b", "c", "d"), ())
    assert how_it_ended(tonight) == (
        1, starts - timedelta(minutes=5), ends, "",
        starts - timedelta(minutes=40), ends + timedelta(minutes=20), SUMS,
    )  # fmt: skip


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_in_whatever_order_it_arrives_it_ends_the_same(tonight, order):
    acts = a_whole_evening(tonight)

    became = says(tonight, [acts[number] for number in order])

    assert not became.refused
    assert how_it_ended(tonight)[1:3] == (acts[1].at, acts[2].at)


def test_said_again_and_in_pieces_it_changes_nothing(tonight):
    acts = a_whole_evening(tonight)
    says(tonight, acts)
    ended = how_it_ended(tonight)

    for piece in (acts, acts[:1], acts[:2], acts[1:], acts[3:]):
        became = says(tonight, piece, term=1, now=tonight.after + timedelta(hours=5))
        assert not became.refused

    assert how_it_ended(tonight) == ended


def test_no_part_of_it_is_lost_when_the_answer_is(tonight):
    acts = a_whole_evening(tonight)
    for many in range(1, 5):
        says(tonight, acts[:many])

    assert how_it_ended(tonight)[-1] == SUMS


@pytest.mark.parametrize("years", [-10, 10])
def test_a_phone_whose_clock_is_wrong_is_believed_within_bounds(tonight, years):
    away = timedelta(days=365 * years)
    now = tonight.after + timedelta(hours=1)
    wrong = [
        Act(one.key, one.doing, one.at + away, one.both_here, one.sums)
        for one in a_whole_evening(tonight)
    ]

    became = says(tonight, wrong, now=now)

    _, opened, closed, _, came, left, _ = how_it_ended(tonight)
    assert not became.refused
    assert tonight.dated.starts_at - holding.EARLY <= opened <= closed <= now
    assert came <= left <= now


def test_the_older_phone_learns_that_the_evening_passed_on(tonight):
    says(tonight, a_whole_evening(tonight)[:2])
    take = Act("t", Doing.TAKE, tonight.dated.starts_at)
    says(tonight, [take], who=tonight.ivo, term=1)

    became = says(tonight, a_whole_evening(tonight)[2:], term=1)

    assert (became.standing.term, became.standing.is_mine) == (2, False)
    assert [no.key for no in became.refused] == ["c"]
    assert became.refused[0].why.startswith("Ivo holds this evening now.")
    assert became.done == ("d",)


def test_taking_over_and_closing_in_one_breath_closes(tonight):
    says(tonight, a_whole_evening(tonight)[:2])
    take = Act("t", Doing.TAKE, tonight.dated.starts_at)
    close = Act("c", Doing.CLOSE, tonight.dated.ends_at, sums=SUMS)

    for _ in range(2):
        became = says(tonight, [take, close], who=tonight.ivo, term=1)
        assert became.done == ("t", "c")

    assert Holding.objects.get().holder_id == tonight.ivo.person_id


def test_one_act_that_is_refused_does_not_take_the_others_with_it(tonight):
    acts = a_whole_evening(tonight)
    acts[2] = Act("c", Doing.CLOSE, tonight.dated.ends_at, sums=Sums(2, 3, 4))

    became = says(tonight, acts)

    assert became.done == ("a", "b", "d")
    assert [no.key for no in became.refused] == ["c"]
    assert Holding.objects.get().closed_at is None


def test_nobody_who_does_not_lead_it_says_anything(tonight, olu):
    with pytest.raises(NotFound):
        says(tonight, a_whole_evening(tonight), who=olu)

    assert not Holding.objects.exists()
    assert not CheckIn.objects.exists()


def test_opening_confirms_the_listing_and_answers_nobody_was_there(tonight, scene):
    group = Group.objects.filter(id=scene.tuesday.pk)
    long_ago = tonight.before - timedelta(days=40)
    group.update(confirmed_at=long_ago)
    for on in (tonight.dated.on, tonight.dated.on - timedelta(days=7)):
        NobodyThere.objects.create(group=scene.tuesday, on=on, said_at=tonight.before)

    hold_an_evening.open_up(
        tonight.fern, tonight.dated, both_here=True, at=tonight.before
    )

    assert group.get().confirmed_at == tonight.before
    still_open = NobodyThere.objects.filter(answered_at=None)
    assert [one.on for one in still_open] == [tonight.dated.on - timedelta(days=7)]
    assert trail.latest()[0].what == f"group:{scene.tuesday.pk}"


def test_a_neighbour_who_steps_in_confirms_the_listing_too(tonight, scene):
    Group.objects.update(confirmed_at=tonight.before - timedelta(days=40))

    hold_an_evening.open_up(
        tonight.ivo, tonight.dated, both_here=True, at=tonight.before
    )

    assert Group.objects.get(id=scene.tuesday.pk).confirmed_at == tonight.before


def test_an_evening_said_late_does_not_make_a_listing_older(tonight, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(confirmed_at=tonight.after)

    says(tonight, a_whole_evening(tonight))

    assert Group.objects.get(id=scene.tuesday.pk).confirmed_at == tonight.after


def test_closing_forgets_the_notes_of_this_evening_only(tonight, scene):
    next_week = Meeting.objects.filter(group=scene.tuesday).order_by("on")[1]
    for meeting_id in (tonight.id, next_week.pk):
        MightCome.objects.create(meeting_id=meeting_id)

    says(tonight, a_whole_evening(tonight))

    assert [note.meeting_id for note in MightCome.objects.all()] == [next_week.pk]
    assert might_come.forget_evening(tonight.id) == 0


def test_a_refused_opening_confirms_nothing(tonight, scene):
    Meeting.objects.filter(id=tonight.id).update(state="called_off")
    before = Group.objects.get(id=scene.tuesday.pk).confirmed_at

    became = says(tonight, a_whole_evening(tonight)[1:2])

    assert [no.key for no in became.refused] == ["b"]
    assert Group.objects.get(id=scene.tuesday.pk).confirmed_at == before
    assert lone_working.who_is_late(now=tonight.after + timedelta(hours=1)) == []
