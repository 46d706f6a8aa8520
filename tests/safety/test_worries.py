"""A worry is the lead's alone, each reading is on record, and nobody is told what it says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core import trail
from hearthside.core.actor import Role
from hearthside.core.models import Letter
from hearthside.core.policy import Place
from hearthside.core.refusals import NotFound
from hearthside.people.models import Person
from hearthside.safety import settling, worries
from hearthside.safety.models import Reading, Worry
from hearthside.safety.worries import CannotRaise, CannotTakeHold
from hearthside.workflows.raise_a_worry import raise_a_worry
from tests.cast import NOON, _role, make_person

WORDS = "She did not say goodbye, and she gave me her plant."
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def raised(tonight, scene):
    raise_it(tonight.fern, tonight, scene)
    return Worry.objects.get()


def raise_it(actor, tonight, scene, *, kind="adult", words=WORDS, now=NOON):
    raise_a_worry(
        actor,
        place=Place(scene.tuesday.pk, scene.leeds.pk, tonight.id),
        kind=kind,
        own_words=words,
        base_address="https://notices.example.org",
        now=now,
    )


def sheet(actor, row, now=NOON):
    return worries.sheet(actor, public_id=row.public_id, now=now)


def test_the_list_says_that_it_is_there_and_nothing_of_what_it_says(raised, sol, scene):
    found = worries.waiting(sol, now=NOON)

    assert found == [worries.There(raised.public_id, NOON, scene.leeds.pk, False, "")]


def test_its_words_are_shown_to_who_opened_it_and_the_opening_is_on_record(raised, sol):
    closed = sheet(sol, raised)
    worries.open_worry(sol, public_id=raised.public_id, now=NOON)

    opened = sheet(sol, raised)

    assert (closed.words, closed.kind, closed.raised_by) == ("", "", "")
    assert (opened.words, opened.kind, opened.raised_by) == (WORDS, "adult", "Fern")
    assert [(one.who, one.at) for one in opened.readings] == [("Sol", NOON)]
    assert trail.latest()[0].what == f"worry:{raised.pk}"


def test_a_quarter_of_an_hour_later_it_is_opened_again_on_record(raised, sol):
    worries.open_worry(sol, public_id=raised.public_id, now=NOON)

    assert sheet(sol, raised, now=NOON + timedelta(minutes=14)).words == WORDS
    assert sheet(sol, raised, now=NOON + timedelta(minutes=15)).words == ""


def test_what_one_lead_opened_another_has_not(raised, sol):
    other = _role(make_person("Sky"), Role.LEAD)
    worries.open_worry(sol, public_id=raised.public_id, now=NOON)

    assert sheet(other, raised).words == ""


def test_one_lead_holds_it_and_the_other_is_told_who(raised, sol):
    other = _role(make_person("Sky"), Role.LEAD)
    worries.take_hold(sol, public_id=raised.public_id, now=NOON)
    worries.take_hold(sol, public_id=raised.public_id, now=LATER)

    with pytest.raises(CannotTakeHold, match="Sol holds this already"):
        worries.take_hold(other, public_id=raised.public_id, now=LATER)
    assert worries.waiting(other, now=NOON)[0].held_by == "Sol"
    assert Worry.objects.get().held_since == NOON


def test_those_nobody_holds_stand_first(raised, sol, tonight, scene):
    worries.take_hold(sol, public_id=raised.public_id, now=NOON)
    raise_it(tonight.ivo, tonight, scene, now=NOON - timedelta(days=3))

    assert [there.held_by for there in worries.waiting(sol, now=NOON)] == ["", "Sol"]


def test_danger_is_said_in_the_list(tonight, scene, sol):
    raise_it(tonight.fern, tonight, scene, kind="danger_now", words="")

    assert worries.waiting(sol, now=NOON)[0].is_urgent


def test_every_lead_is_told_once_that_something_waits(tonight, scene, sol):
    Person.objects.filter(id=sol.person_id).update(email="sol@example.org")

    raise_it(tonight.fern, tonight, scene)
    raise_it(tonight.fern, tonight, scene)

    letter = Letter.objects.get()
    assert (letter.person_id, letter.still) == (sol.person_id, "leads:")
    assert Worry.objects.count() == 1


def test_another_worry_about_the_same_evening_is_another(raised, tonight, scene):
    raise_it(tonight.fern, tonight, scene, words="Another person.")
    raise_it(tonight.fern, tonight, scene, now=LATER)

    assert Worry.objects.count() == 3


@pytest.mark.parametrize(
    "who", ["olu", "una", "fern", "amira", "hal", "eve", "outsider"]
)
def test_nobody_but_a_lead_knows_of_it(who, raised, request):
    actor = request.getfixturevalue(who)

    for ask in (
        lambda: worries.waiting(actor, now=NOON),
        lambda: sheet(actor, raised),
        lambda: worries.open_worry(actor, public_id=raised.public_id, now=NOON),
        lambda: worries.take_hold(actor, public_id=raised.public_id, now=NOON),
    ):
        with pytest.raises(NotFound):
            ask()
    assert not Reading.objects.exists()


@pytest.mark.parametrize("who", ["amira", "otto", "una", "outsider"])
def test_who_was_not_near_raises_none(who, tonight, scene, request):
    with pytest.raises(NotFound):
        raise_it(request.getfixturevalue(who), tonight, scene)
    assert not Worry.objects.exists()


def test_too_many_words_and_an_odd_kind_are_refused(tonight, scene):
    with pytest.raises(CannotRaise, match="500"):
        raise_it(tonight.fern, tonight, scene, words="e" * 501)
    with pytest.raises(CannotRaise, match="choose"):
        raise_it(tonight.fern, tonight, scene, kind="gossip")


def test_its_words_are_sealed_at_rest(raised):
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM safety_worry")
        kept = cursor.fetchone()[0]

    assert kept.startswith("s1.")
    assert "plant" not in kept


def test_it_goes_after_six_years_and_its_readings_with_it(raised, sol):
    worries.open_worry(sol, public_id=raised.public_id, now=NOON)
    six_years = NOON + timedelta(days=365 * 6)

    assert settling.forget(now=six_years) == 0
    assert settling.forget(now=six_years + timedelta(days=1)) == 2
    assert not Reading.objects.exists()
