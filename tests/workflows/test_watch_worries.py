"""What waits too long is told to its lead, then to the others; nobody who may not know."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.models import Letter, Note
from hearthside.core.refusals import NotFound
from hearthside.meetings import rota
from hearthside.safety import asked, care, timers, worries
from hearthside.safety.models import Care, Record
from hearthside.workflows import keep_a_record
from hearthside.workflows.deliver_the_post import deliver_the_post
from hearthside.workflows.watch_worries import watch_worries
from tests.cast import NOON
from tests.record_scene import BASE, house_asks, opened, raise_it, write_to

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def reachable(sol, sia):
    write_to(sol, "sol@example.org")


def late_letters():
    rows = Letter.objects.filter(key__startswith="late:").order_by("id")
    return [(row.person_id, row.kind) for row in rows]


def watch(now):
    return watch_worries(base_address=BASE, now=now)


def test_after_a_day_the_lead_is_told_and_after_another_the_others(raised, sol, sia):
    just_before = watch(NOON + DAY - timedelta(minutes=1))
    first = watch(NOON + DAY)
    again = watch(NOON + DAY + timedelta(hours=1))
    others = watch(NOON + 2 * DAY)
    no_more = watch(NOON + 3 * DAY)

    assert (just_before, first, again, others, no_more) == (0, 1, 0, 1, 0)
    assert late_letters() == [(sol.person_id, "desk"), (sia.person_id, "desk")]


def test_danger_is_told_after_an_hour_at_any_hour_of_the_day(tonight, scene, sol, sia):
    night = NOON.replace(hour=23)
    raise_it(tonight, scene, kind="danger_now", now=night)
    sent = []

    watch(night + timedelta(minutes=60))
    deliver_the_post(sent.append, now=night + timedelta(minutes=60))

    assert late_letters() == [(sol.person_id, "danger")]
    # The first letters to both, and the late one: none of them waits for the morning.
    assert sorted(one.person_id for one in sent) == sorted(
        [sol.person_id, sol.person_id, sia.person_id]
    )


def test_the_house_chooses_the_times(tonight, scene):
    house_asks(first_look_hours=2, danger_minutes=15)
    raise_it(tonight, scene)
    raise_it(tonight, scene, kind="danger_now")

    assert watch(NOON + timedelta(minutes=15)) == 1
    assert watch(NOON + timedelta(hours=2)) == 2


def test_whoever_holds_it_is_told_first_and_who_has_looked_is_not_told(
    raised, sol, sia, tonight, scene
):
    worries.take_hold(sia, public_id=raised.public_id, now=NOON)
    seen = raise_it(tonight, scene, kind="child")
    worries.open_worry(sol, public_id=seen.public_id, now=NOON)

    watch(NOON + DAY)

    assert late_letters() == [(sia.person_id, "desk")]


def test_a_letter_is_dropped_when_somebody_has_looked_meanwhile(raised, sol):
    Letter.objects.all().delete()
    watch(NOON + DAY)
    worries.open_worry(sol, public_id=raised.public_id, now=NOON + DAY)
    sent = []

    deliver_the_post(sent.append, now=NOON + DAY)

    assert sent == []


def test_a_record_nobody_looks_at_again_is_told_to_its_lead_then_to_all(
    record, sol, sia
):
    due = NOON + timedelta(days=15)
    told = [watch(due + DAY * days) for days in range(10)]

    assert told == [1, 0, 1, 0, 0, 0, 0, 0, 0, 1]
    first, *others = late_letters()
    assert first == (sol.person_id, "desk")
    everybody = [(one.person_id, "desk") for one in (sol, sia)]
    assert sorted(others) == sorted(everybody * 2)


def test_an_answer_that_is_due_is_told_a_week_before_and_on_the_day(record, sol):
    asked.ask(sol, record_id=record.public_id, on=NOON.date(), now=NOON)
    Record.objects.update(review_on=NOON.date() + timedelta(days=300))
    told = [days for days in range(40) if watch(NOON + DAY * days)]

    assert told == [24, 31]


def test_the_desk_counts_what_waits_too_long(raised, record, sol, sia, fern, tonight):
    keep_a_record.offer_to(
        sol, record_id=record.public_id, to=sia.person_id, base_address=BASE, now=NOON
    )
    found = timers.overdue(sia, now=NOON + timedelta(days=20))

    assert (found.worries, found.reviews, found.offered) == (0, 1, 1)
    with pytest.raises(NotFound):
        timers.overdue(fern, now=NOON)


def test_who_led_and_who_was_worried_are_offered_a_talk_once(record, sol, tonight):
    about = {"record_id": record.public_id, "base_address": BASE, "now": NOON}
    write_to(tonight.fern, "fern@example.org")
    assert set(rota.on_the_rota([tonight.id])[tonight.id]) == {
        tonight.fern.person_id, tonight.ivo.person_id,
    }  # fmt: skip

    assert keep_a_record.offer_care(sol, **about) == 2
    assert keep_a_record.offer_care(sol, **about) == 0

    mine = Care.objects.get(person_id=tonight.fern.person_id)
    line = Note.objects.get(key=f"care:{mine.pk}:{tonight.fern.person_id}")
    assert line.address == f"/care/{mine.public_id}/"
    letters = Letter.objects.filter(key__startswith="care:")
    assert {one.subject for one in letters} == {"How are you?"}
    keep_a_record.answer_care(
        tonight.fern, care_id=mine.public_id, wants_a_talk=True,
        base_address=BASE, now=NOON,
    )  # fmt: skip
    assert Letter.objects.get(key__startswith="talk:").person_id == sol.person_id
    said = {
        one.who: one.wants_a_talk for one in care.lines(sol, record_id=record.public_id)
    }
    assert said == {"Fern": True, "Ivo": None}
    assert opened(sol, record).written[-1].said == {"wants": "yes"}
    with pytest.raises(NotFound):
        care.mine(tonight.ivo, care_id=mine.public_id)


def test_an_offer_that_is_answered_is_not_sent_any_more(record, sol, tonight):
    keep_a_record.offer_care(
        sol, record_id=record.public_id, base_address=BASE, now=NOON
    )
    mine = Care.objects.get(person_id=tonight.ivo.person_id)
    care.answer(tonight.ivo, care_id=mine.public_id, wants_a_talk=False, now=NOON)
    sent = []

    deliver_the_post(sent.append, now=NOON)

    assert tonight.ivo.person_id not in [one.person_id for one in sent]
