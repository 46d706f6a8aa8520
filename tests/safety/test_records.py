"""A record is the leads' alone, held by one of them, and every opening is on record."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hearthside.core.models import TrailEntry
from hearthside.core.refusals import NotFound
from hearthside.people.models import Person
from hearthside.safety import (
    asked,
    care,
    closing,
    existence,
    gathering,
    handing,
    records,
    worries,
    writing,
)
from hearthside.safety.chain import Happened
from hearthside.safety.gathering import CannotMakeRecord
from hearthside.safety.models import Draft, Entry, Reading, Record, Worry
from hearthside.safety.records import CannotWrite, Said
from tests.cast import NOON
from tests.record_scene import WORDS, house_asks, opened, raise_it, record_of

LATER = NOON + timedelta(hours=1)


def write(lead, record, words="I rang her.", step="safe-now", **more):
    records.write(
        lead, record_id=record.public_id, step=step, said=Said(words, **more), now=NOON
    )


def test_a_worry_becomes_a_record_in_one_step_and_its_words_move_there(raised, sol):
    record = record_of(sol, raised)

    raised.refresh_from_db()
    first = opened(sol, record).written[0]
    assert (raised.words, raised.record, raised.closed_at) == ("", record, NOON)
    assert (first.kind, first.said["words"], first.said["raised_by"]) == (
        Happened.OPENED, WORDS, "Fern",
    )  # fmt: skip
    assert record.held_by_id == sol.person_id
    assert worries.waiting(sol, now=NOON) == []


def test_said_twice_it_is_one_record(raised, sol):
    record = record_of(sol, raised)

    assert record_of(sol, raised) == record
    assert Entry.objects.count() == 1


def test_nobody_makes_a_record_of_what_they_have_not_opened(raised, sol, sia):
    worries.open_worry(sol, public_id=raised.public_id, now=NOON)

    with pytest.raises(CannotMakeRecord, match="Open the worry first"):
        gathering.make_record(sia, worry_id=raised.public_id, now=NOON)
    with pytest.raises(CannotMakeRecord, match="Open the worry first"):
        gathering.make_record(sol, worry_id=raised.public_id, now=LATER)


def test_another_worry_is_joined_to_it(record, tonight, scene, sol, sia):
    another = raise_it(tonight, scene, kind="child")
    worries.open_worry(sia, public_id=another.public_id, now=NOON)

    gathering.join(
        sia, worry_id=another.public_id, record_id=record.public_id, now=NOON
    )

    written = opened(sol, record).written
    assert [one.kind for one in written] == [Happened.OPENED, Happened.JOINED]
    assert (written[1].by, written[1].said["kind"]) == ("Sia", "child")
    assert Worry.objects.get(id=another.pk).record == record
    with pytest.raises(CannotMakeRecord, match="already"):
        gathering.join(
            sia, worry_id=another.public_id, record_id=record.public_id, now=NOON
        )


def test_it_says_that_it_is_there_and_nothing_more_until_it_is_opened(record, sol, sia):
    shut = records.sheet(sia, record_id=record.public_id, now=NOON)
    open_to_sol = opened(sol, record)

    assert (shut.kind, shut.written, shut.is_open) == ("", (), False)
    assert open_to_sol.kind == "adult"
    still_shut = records.sheet(sia, record_id=record.public_id, now=NOON)
    assert still_shut.written == ()
    assert [one.who for one in still_shut.readings] == ["Sol"]
    assert not records.sheet(sol, record_id=record.public_id, now=LATER).is_open
    assert Reading.objects.filter(record=record).count() == 1
    assert TrailEntry.objects.filter(what=f"read:{record.pk}").count() == 1


@pytest.mark.parametrize(
    "who", ["olu", "una", "fern", "otto", "amira", "hal", "eve", "outsider"]
)
def test_a5_a16_k9_nobody_but_a_lead_reaches_a_record(who, record, request):
    actor = request.getfixturevalue(who)
    about = {"record_id": record.public_id, "now": NOON}
    before = Entry.objects.count()

    for ask in (
        lambda: records.matters(actor),
        lambda: records.sheet(actor, **about),
        lambda: records.open_record(actor, **about),
        lambda: records.write(actor, step="safe-now", said=Said("x"), **about),
        lambda: records.look_again_on(actor, on=NOON.date(), **about),
        lambda: writing.desk_of(actor, record_id=record.public_id, step="note"),
        lambda: handing.offer(actor, to=1, **about),
        lambda: handing.take(actor, **about),
        lambda: closing.close(actor, outcome="safe", words="x", **about),
        lambda: closing.agree(actor, **about),
        lambda: closing.not_yet(actor, words="x", **about),
        lambda: care.about(actor, record_id=record.public_id),
        lambda: care.offer(actor, people=[], **about),
        lambda: asked.ask(actor, on=NOON.date(), **about),
        lambda: asked.of_record(actor, record_id=record.public_id),
    ):
        with pytest.raises(NotFound):
            ask()
    assert Entry.objects.count() == before
    assert not Reading.objects.filter(record=record).exists()


def test_k9_a_coordinator_knows_only_that_a_worry_is_there_where_the_house_says_so(
    raised, olu, scene
):
    known = existence.of_localities(olu, [scene.leeds.pk])
    house_asks(coordinators_know=False)

    assert [(one.held, one.waiting) for one in known] == [(0, 1)]
    assert existence.of_localities(olu, [scene.leeds.pk]) == []


def test_what_was_done_by_when_and_who_may_each_be_left_out(record, sol):
    write(sol, record, words="", by_when="Friday", who="")

    said = opened(sol, record).written[-1].said
    assert (said["step"], said["words"], said["by_when"]) == ("safe-now", "", "Friday")
    with pytest.raises(CannotWrite, match="a few words"):
        write(sol, record, words="")
    with pytest.raises(CannotWrite, match="1000"):
        write(sol, record, words="e" * 1001)
    with pytest.raises(NotFound):
        write(sol, record, step="gossip")


def test_a_draft_is_the_writers_alone_and_sealed_and_goes_when_it_is_written(
    record, sol, sia
):
    about = {"record_id": record.public_id, "step": "who-to-tell"}
    writing.keep_draft(sol, said=Said("Her doctor?"), now=NOON, **about)
    writing.keep_draft(sol, said=Said("Her doctor."), now=NOON, **about)

    mine = writing.desk_of(sol, **about).draft
    theirs = writing.desk_of(sia, **about).draft
    writing.write(sol, said=Said("Her doctor knows."), now=NOON, **about)

    assert (mine, theirs) == (Said("Her doctor."), None)
    assert not Draft.objects.exists()
    assert opened(sol, record).written[-1].said["words"] == "Her doctor knows."


def test_an_open_record_is_never_unheld(record):
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.filter(id=record.pk).update(held_by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.get(id=record.held_by_id).delete()


def test_a_day_to_look_again_is_within_a_year(record, sol):
    about = {"record_id": record.public_id, "now": NOON}
    records.look_again_on(sol, on=NOON.date() + timedelta(days=3), **about)

    record.refresh_from_db()
    assert record.review_on == NOON.date() + timedelta(days=3)
    for odd in (-1, 367):
        with pytest.raises(CannotWrite):
            records.look_again_on(sol, on=NOON.date() + timedelta(days=odd), **about)
