"""Rung by rung: who may use it, what it says to whom it is for, and who looks again."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from hearthside.circles import rosters
from hearthside.circles.rosters import CannotSit
from hearthside.core import trail
from hearthside.core.actor import Role
from hearthside.core.models import RightsChanged
from hearthside.core.refusals import NotFound
from hearthside.groups import seats
from hearthside.groups.models import Membership, RoleHeld
from hearthside.groups.roles import facilitators_of
from hearthside.safety import appeals, handling, ladder, reading, reports, worries
from hearthside.safety.ladder import CannotAnswer, Rung, Towards
from hearthside.safety.models import Report, Response, Step, Worry
from hearthside.safety.worries import KINDS
from hearthside.workflows import answer_a_report
from hearthside.workflows.answer_a_report import own_places
from hearthside.workflows.escalate_a_report import escalate_a_report
from hearthside.workflows.join_a_group import why_not_join
from hearthside.workflows.sit_in_a_circle import sit_in_a_circle
from tests.cast import NOON, _role, make_person
from tests.circles_scene import circle
from tests.safety.report_scene import BASE, more, place, row_of, say, say_name

__all__ = ["circle"]

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def about_bo(scene, amira, bo, olu):
    return say_name(amira, scene, "Bo")


def open_it(actor, made, now=NOON):
    reading.open_report(
        actor, own_places(actor), public_id=row_of(made).public_id, now=now
    )


def decide(
    actor, made, rung, towards=None, *, reason="Please let others finish.", days=7
):
    answer_a_report.answer_a_report(
        actor,
        public_id=row_of(made).public_id,
        rung=rung,
        towards=towards,
        reason=reason,
        days=days,
        now=NOON,
    )


def said_to(actor):
    return appeals.said_to_me(actor, own_places(actor))


@pytest.mark.parametrize(
    "rung", [Rung.WORD, Rung.REMINDER, Rung.PAUSE, Rung.OUT_OF_GROUP]
)
def test_each_rung_is_told_with_its_reason(rung, about_bo, bo, olu):
    open_it(olu, about_bo)
    decide(olu, about_bo, rung, Towards(place_id=place(bo)))

    (told,) = said_to(bo)
    assert (told.rung, told.reason) == (rung, "Please let others finish.")
    assert (told.ends_at is not None) == (rung is Rung.PAUSE)


def test_taking_note_is_told_to_nobody(about_bo, bo, olu):
    open_it(olu, about_bo)
    decide(olu, about_bo, Rung.NOTE)

    assert said_to(bo) == []


def test_a_pause_ends_by_itself(about_bo, bo, olu):
    open_it(olu, about_bo)
    decide(olu, about_bo, Rung.PAUSE, Towards(place_id=place(bo)), days=3)
    mine = own_places(bo)

    assert ladder.standing(mine, now=NOON + timedelta(days=2))[mine[0]].is_paused
    assert ladder.standing(mine, now=NOON + timedelta(days=3)) == {}


@pytest.mark.parametrize("days", [0, 31, -1])
def test_a_pause_is_no_longer_than_a_month(days, about_bo, bo, olu):
    open_it(olu, about_bo)

    with pytest.raises(CannotAnswer, match="1 to 30 days"):
        decide(olu, about_bo, Rung.PAUSE, Towards(place_id=place(bo)), days=days)


def test_out_of_the_group_holds_and_there_is_no_way_back_in(about_bo, bo, olu, scene):
    open_it(olu, about_bo)
    decide(olu, about_bo, Rung.OUT_OF_GROUP, Towards(place_id=place(bo)))

    assert Membership.objects.get(seats.of(bo.person_id)).left_at == NOON
    assert "asked to leave" in why_not_join(bo, group_id=scene.tuesday.pk, now=LATER)
    assert why_not_join(bo, group_id=scene.elsewhere.pk, now=LATER) is None


def test_a_facilitator_out_of_the_group_leads_it_no_more(scene, amira, fern, sol):
    made = say(amira, scene, "leader")
    open_it(sol, made)
    decide(sol, made, Rung.OUT_OF_GROUP, Towards(person_id=fern.person_id))

    assert facilitators_of([scene.tuesday.pk])[scene.tuesday.pk] == []


def test_a_coordinator_does_not_ask_anybody_out_of_the_house(about_bo, bo, olu):
    open_it(olu, about_bo)

    with pytest.raises(CannotAnswer, match="Somebody else"):
        decide(olu, about_bo, Rung.OUT_OF_HOUSE, Towards(place_id=place(bo)))


def test_a9_a_report_answers_nobody_it_is_not_about(about_bo, amira, olu, hal):
    open_it(olu, about_bo)

    for towards in (Towards(place_id=place(amira)), Towards(person_id=hal.person_id)):
        with pytest.raises(CannotAnswer, match="not about them"):
            decide(olu, about_bo, Rung.WORD, towards)


@pytest.mark.parametrize("who", ["amira", "fern", "otto", "una", "eve", "hal"])
def test_a10_who_does_not_read_it_uses_no_rung(who, about_bo, bo, olu, request):
    with pytest.raises(NotFound):
        decide(
            request.getfixturevalue(who),
            about_bo,
            Rung.PAUSE,
            Towards(place_id=place(bo)),
        )


def test_nothing_is_decided_about_what_was_not_opened(about_bo, bo, olu):
    with pytest.raises(CannotAnswer, match="Open the report first"):
        decide(olu, about_bo, Rung.WORD, Towards(place_id=place(bo)))


def test_the_words_close_sooner_than_the_decision_has_to_be_written(about_bo, olu):
    open_it(olu, about_bo)
    public_id = row_of(about_bo).public_id

    closed = reading.sheet(olu, [], public_id=public_id, now=LATER)
    handling.settle(olu, [], public_id=public_id, now=LATER)

    assert not closed.is_open
    assert row_of(about_bo).settled_at == LATER


def test_who_said_it_does_not_decide_it(scene, bo, olu):
    made = say(olu, scene, "name")
    open_it(olu, made)

    with pytest.raises(CannotAnswer, match="You said this yourself"):
        decide(olu, made, Rung.NOTE)


def test_a_rung_needs_a_reason(about_bo, bo, olu):
    open_it(olu, about_bo)

    with pytest.raises(CannotAnswer, match="Say why"):
        decide(olu, about_bo, Rung.WORD, Towards(place_id=place(bo)), reason=" ")


def test_whoever_said_it_reads_what_came_of_it_and_what_was_written_back(
    scene, about_bo, amira, bo, olu
):
    public_id = row_of(about_bo).public_id
    open_it(olu, about_bo)
    decide(olu, about_bo, Rung.PAUSE, Towards(place_id=place(bo)))
    handling.tell(olu, [], public_id=public_id, words="Thank you.", now=NOON)
    handling.settle(olu, [], public_id=public_id, now=LATER)

    found = reports.followed(about_bo.token)
    assert (found.state, found.rung) == ("settled", Rung.PAUSE)
    assert [words for _at, words in found.told] == ["Thank you."]


def test_who_did_not_want_it_is_not_written_to(scene, amira, olu):
    made = say(amira, scene, "evening")
    more(amira, made, back=False)
    open_it(olu, made)

    with pytest.raises(CannotAnswer, match="asked us not to"):
        handling.tell(
            olu, [], public_id=row_of(made).public_id, words="Hello.", now=NOON
        )


def appealed(bo, made, olu, rung=Rung.OUT_OF_GROUP):
    open_it(olu, made)
    decide(olu, made, rung, Towards(place_id=place(bo)))
    (told,) = said_to(bo)
    answer_a_report.appeal(
        bo,
        public_id=told.public_id,
        words="It was not me.",
        base_address=BASE,
        now=NOON,
    )
    return told.public_id


def read_appeal(actor, made, response_id, *, stands=False):
    return answer_a_report.read_appeal(
        actor,
        report_id=row_of(made).public_id,
        response_id=response_id,
        stands=stands,
        words="We spoke with two others.",
        base_address=BASE,
        now=LATER,
    )


def test_an_appeal_is_read_by_somebody_who_did_not_decide(about_bo, bo, olu, sol):
    response_id = appealed(bo, about_bo, olu)

    with pytest.raises(CannotAnswer, match="You decided this"):
        read_appeal(olu, about_bo, response_id)
    open_it(sol, about_bo, now=LATER)
    read_appeal(sol, about_bo, response_id, stands=True)

    (told,) = said_to(bo)
    assert (told.stands, told.answer) == (True, "We spoke with two others.")


def test_an_appeal_that_is_right_opens_the_door_again(about_bo, bo, olu, sol, scene):
    response_id = appealed(bo, about_bo, olu)
    open_it(sol, about_bo, now=LATER)
    read_appeal(sol, about_bo, response_id)

    assert said_to(bo)[0].is_ended
    assert why_not_join(bo, group_id=scene.tuesday.pk, now=LATER) is None


def test_a_facilitator_leads_again_after_an_appeal(scene, amira, fern, sol):
    sky = _role(make_person("Sky"), Role.LEAD)
    made = say(amira, scene, "leader")
    open_it(sol, made)
    decide(sol, made, Rung.OUT_OF_GROUP, Towards(person_id=fern.person_id))
    (told,) = said_to(fern)
    answer_a_report.appeal(
        fern, public_id=told.public_id, words="No.", base_address=BASE, now=NOON
    )
    open_it(sky, made, now=LATER)
    read_appeal(sky, made, told.public_id)

    assert facilitators_of([scene.tuesday.pk])[scene.tuesday.pk] == [fern.person_id]


def test_with_one_lead_who_decided_the_host_reads_the_appeal(
    scene, amira, fern, sol, hal
):
    made = say(amira, scene, "leader")
    open_it(sol, made)
    decide(sol, made, Rung.REMINDER, Towards(person_id=fern.person_id))
    (told,) = said_to(fern)
    answer_a_report.appeal(
        fern, public_id=told.public_id, words="No.", base_address=BASE, now=NOON
    )
    open_it(hal, made, now=LATER)

    assert read_appeal(hal, made, told.public_id).is_lifted


def test_nobody_appeals_for_somebody_else(about_bo, bo, amira, olu):
    open_it(olu, about_bo)
    decide(olu, about_bo, Rung.WORD, Towards(place_id=place(bo)))
    (told,) = said_to(bo)

    with pytest.raises(NotFound):
        answer_a_report.appeal(
            amira, public_id=told.public_id, words="x", base_address=BASE, now=NOON
        )
    assert said_to(amira) == []


def test_every_rung_and_every_appeal_is_on_the_trail(about_bo, bo, olu, sol):
    response_id = appealed(bo, about_bo, olu)
    open_it(sol, about_bo, now=LATER)
    read_appeal(sol, about_bo, response_id)

    verbs = [line.verb for line in trail.latest() if line.what.startswith("report:")]
    assert verbs == [
        "answer a report", "read reports", "ask a name out of a group", "read reports",
    ]  # fmt: skip


def test_how_long_it_takes_is_said_only_of_several(scene, sol):
    for hours in (1, 2, 3, 4):
        Report.objects.create(
            kind="other", made_at=NOON, first_read_at=NOON + timedelta(hours=hours)
        )
    few = appeals.times(sol, since=NOON - timedelta(days=1))
    Report.objects.create(
        kind="other", made_at=NOON, first_read_at=NOON + timedelta(hours=50)
    )

    enough = appeals.times(sol, since=NOON - timedelta(days=1))
    assert (few.how_many, few.until_read) == (0, None)
    assert (enough.how_many, enough.until_read, enough.until_settled) == (5, 3.0, None)


def test_only_a_lead_knows_how_long_it_takes(scene, olu):
    with pytest.raises(NotFound):
        appeals.times(olu, since=NOON)


def test_a_reader_says_which_name_it_is_about(scene, amira, bo, olu):
    made = say(amira, scene, "evening")
    open_it(olu, made)
    answer_a_report.point_at_a_name(
        olu, public_id=row_of(made).public_id, name="Bo", now=NOON
    )
    decide(olu, made, Rung.WORD, Towards(place_id=place(bo)))

    assert len(said_to(bo)) == 1


def test_a_coordinator_leaves_it_to_a_lead(scene, amira, olu, sol):
    made = say(amira, scene, "evening")
    open_it(olu, made)
    answer_a_report.hand_to_leads(olu, public_id=row_of(made).public_id, now=NOON)

    assert reading.waiting(olu, []) == []
    assert len(reading.waiting(sol, [])) == 1


@pytest.mark.parametrize("who", ["olu", "sol"])
def test_a_report_becomes_a_worry_and_says_so(who, scene, amira, request):
    actor = request.getfixturevalue(who)
    made = say(amira, scene, "evening")
    more(amira, made, words="She said she will not be here next week.")
    open_it(actor, made)
    escalate_a_report(
        actor, public_id=row_of(made).public_id, base_address=BASE, now=NOON
    )

    worry = Worry.objects.get()
    assert worry.kind in KINDS
    assert worry.words.startswith("She said she will not be here")
    assert Step.objects.filter(kind="passed_on").exists()


def test_k10_a_report_about_a_lead_is_no_worry_for_that_lead_to_read(
    scene, amira, sol, hal
):
    sky = _role(make_person("Sky"), Role.LEAD)
    made = say(amira, scene, "evening")
    Report.objects.get(pk=made.id).concerned.create(person_id=sol.person_id)
    open_it(sky, made)

    escalate_a_report(
        sky, public_id=row_of(made).public_id, base_address=BASE, now=NOON
    )

    assert worries.waiting(sol, now=NOON) == []
    assert len(worries.waiting(sky, now=NOON)) == 1


def test_k10_a_report_about_every_lead_becomes_no_worry(scene, amira, sol, hal):
    made = say(amira, scene, "lead")
    open_it(hal, made)

    with pytest.raises(CannotAnswer, match="about each of them"):
        escalate_a_report(
            hal, public_id=row_of(made).public_id, base_address=BASE, now=NOON
        )
    assert not Worry.objects.exists()


def test_a_former_facilitator_is_not_taken_back_twice(scene, amira, fern, sol):
    made = say(amira, scene, "leader")
    RoleHeld.objects.filter(person_id=fern.person_id).update(ended_at=NOON)
    open_it(sol, made)

    with pytest.raises(CannotAnswer, match="do not lead"):
        decide(sol, made, Rung.OUT_OF_GROUP, Towards(person_id=fern.person_id))
    assert not Response.objects.exists()


@pytest.mark.parametrize("rung", [Rung.PAUSE, Rung.OUT_OF_GROUP])
def test_a_name_that_is_away_sits_in_no_circle_from_then_on(
    rung, about_bo, olu, bo, circle
):
    open_it(olu, about_bo)
    decide(olu, about_bo, rung, Towards(place_id=place(bo)))

    with pytest.raises(NotFound):
        rosters.sitting(bo, circle.public_id)
    assert RightsChanged.objects.filter(person_id=bo.person_id).exists()


def test_a_paused_name_takes_no_seat_until_the_pause_is_over(about_bo, olu, bo, circle):
    open_it(olu, about_bo)
    decide(olu, about_bo, Rung.PAUSE, Towards(place_id=place(bo)), days=3)
    sit = partial(
        sit_in_a_circle, bo, circle_id=circle.public_id, group_id=circle.group_id,
        member_id=None,
    )  # fmt: skip

    with pytest.raises(CannotSit, match="paused"):
        sit(now=NOON + timedelta(days=2))

    assert sit(now=NOON + timedelta(days=4))
