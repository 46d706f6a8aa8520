"""A worry about another person reaches the leads once, and the other person never."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.actor import Visitor
from hearthside.core.models import Letter, TrailEntry
from hearthside.core.refusals import NotFound
from hearthside.people.models import Person
from hearthside.safety import drafts, mine, telling, worries
from hearthside.safety.models import Draft, Telling, Worry
from hearthside.safety.records import CannotWrite, Said
from hearthside.safety.telling import MOST_READ, CannotTell, TooOften, Worried
from hearthside.workflows.tell_of_a_worry import tell_of_a_worry
from tests.cast import NOON
from tests.record_scene import BASE, opened, record_of, write_to

VISITOR = Visitor()
pytestmark = pytest.mark.usefixtures("scene")


def tell(actor=VISITOR, who="Amira", words="She is not well.", kind="adult", now=NOON):
    tell_of_a_worry(
        actor, Worried(who, kind, words, ""), base_address=BASE, now=now
    )  # fmt: skip


def test_k6_200_false_ones_on_one_person_are_one_line_for_a_lead_and_nothing_for_her(
    sol, amira
):
    write_to(sol, "sol@example.org")
    person = Person.objects.get(id=amira.person_id)
    before = (person.suspended_at, person.is_active)

    for number in range(200):
        tell(words=f"False number {number}.", now=NOON + timedelta(seconds=number))

    worry = Worry.objects.get()
    assert (worry.times, worry.tellings.count()) == (200, MOST_READ)
    assert len(worries.waiting(sol, now=NOON)) == 1
    assert [one.person_id for one in Letter.objects.all()] == [sol.person_id]
    person.refresh_from_db()
    assert (person.suspended_at, person.is_active) == before
    rows = Telling.objects.values_list("told_by", flat=True)
    assert set(rows) == {None}


@pytest.mark.parametrize("who", ["amira", "  AMIRA ", "Amíra", "A.m.i.r.a"])
def test_k6_other_spellings_of_a_name_are_the_same_worry(who):
    tell()
    tell(who=who)

    assert Worry.objects.get().times == 2


def test_another_name_is_another_worry_and_a_closed_one_takes_no_more():
    tell()
    tell(who="Bo")
    Worry.objects.update(closed_at=NOON)
    tell()

    assert Worry.objects.count() == 3


def test_k6_one_account_tells_three_times_a_day(amira):
    for name in ("Bo", "Fern", "Wren"):
        tell(amira, who=name)

    with pytest.raises(TooOften, match="Help now"):
        tell(amira, who="Pim")
    tell(amira, who="Pim", now=NOON + timedelta(hours=25))
    assert Worry.objects.count() == 4


def test_whom_it_points_at_cannot_be_read_from_the_tables():
    tell()

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM safety_worry")
        worry = " ".join(str(cell) for cell in cursor.fetchone())
        cursor.execute("SELECT * FROM safety_telling")
        told = " ".join(str(cell) for cell in cursor.fetchone())
    said = (worry + told).casefold()
    assert "amira" not in said
    assert "not well" not in said
    assert "visitor" in TrailEntry.objects.get().by


def test_danger_feared_later_asks_for_another_first_look(sol):
    write_to(sol, "sol@example.org")
    tell()
    worry = Worry.objects.get()
    worries.open_worry(sol, public_id=worry.public_id, now=NOON)

    tell(kind="danger_now", now=NOON + timedelta(minutes=1))

    worry.refresh_from_db()
    assert (worry.kind, worry.looked_at) == ("danger_now", None)
    assert worry.look_by == NOON + timedelta(minutes=61)
    assert {one.kind for one in Letter.objects.all()} == {"desk", "danger"}


def test_k6_many_names_in_an_hour_are_one_letter_to_a_lead(sol):
    write_to(sol, "sol@example.org")

    for number in range(30):
        tell(who=f"Somebody {number}")

    assert Worry.objects.count() == 30
    assert Letter.objects.count() == 1


def test_a_few_words_and_a_name_are_asked_for():
    for odd in (
        {"who": ""}, {"words": ""}, {"kind": "gossip"}, {"words": "e" * 1001},
        {"who": "e" * 81},
    ):  # fmt: skip
        with pytest.raises(CannotTell):
            tell(**odd)
    assert not Worry.objects.exists()


def test_what_i_add_the_leads_can_read_and_what_i_put_by_they_cannot(
    raised, tonight, sol
):
    about = {"worry_id": raised.public_id, "now": NOON}
    fern = tonight.fern
    mine.keep_draft(fern, step="safe-now", said=Said("Was she alone?"), **about)
    mine.tell_the_lead(
        fern, step="care-for-you", said=Said("I rang Ivo.", "", "Ivo"), **about
    )
    worries.open_worry(sol, public_id=raised.public_id, now=NOON)

    told = worries.sheet(sol, public_id=raised.public_id, now=NOON).told

    assert [(one.step, one.words, one.who, one.who_told) for one in told] == [
        ("care-for-you", "I rang Ivo.", "Ivo", "Fern")
    ]
    found = mine.my_worry(fern, worry_id=raised.public_id)
    assert found.drafts == {"safe-now": Said("Was she alone?")}
    assert drafts.forget(now=NOON + timedelta(days=31)) == 1
    assert not Draft.objects.exists()


def test_what_i_add_to_a_record_stands_in_the_record(raised, tonight, sol):
    record = record_of(sol, raised)

    mine.tell_the_lead(
        tonight.fern, worry_id=raised.public_id, step="safe-now",
        said=Said("She rang me."), now=NOON,
    )  # fmt: skip

    last = opened(sol, record).written[-1]
    assert (last.by, last.said["words"]) == ("Fern", "She rang me.")
    record.closed_at = NOON
    record.save()
    with pytest.raises(CannotWrite, match="closed"):
        mine.tell_the_lead(
            tonight.fern, worry_id=raised.public_id, step="safe-now",
            said=Said("And again."), now=NOON,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["olu", "sol", "amira", "otto", "outsider", "hal"])
def test_a5_nobody_follows_the_worry_of_another(who, raised, request):
    actor = request.getfixturevalue(who)
    about = {"worry_id": raised.public_id}

    for ask in (
        lambda: mine.my_worry(actor, **about),
        lambda: mine.keep_draft(
            actor, step="safe-now", said=Said("x"), now=NOON, **about
        ),
        lambda: mine.tell_the_lead(
            actor, step="safe-now", said=Said("x"), now=NOON, **about
        ),
        lambda: mine.public_id_of(actor, raised.pk),
    ):
        with pytest.raises(NotFound):
            ask()
    assert mine.of_meeting(actor, meeting_id=raised.meeting_id) == []


def test_k10_a_worry_about_a_facilitator_is_hidden_from_them(tonight, sol):
    telling.tell(VISITOR, Worried("Fern", "volunteer", "She shouted at Bo."), now=NOON)

    worry = Worry.objects.get()
    with pytest.raises(NotFound):
        worries.sheet(tonight.fern, public_id=worry.public_id, now=NOON)
    assert worry.locality_id is None
    assert len(worries.waiting(sol, now=NOON)) == 1
