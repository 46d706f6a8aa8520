from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from hearthside.core.refusals import NotFound
from hearthside.engines.matching import Point, Wanted
from hearthside.groups import waiting
from hearthside.groups.choosing import Setting
from hearthside.groups.models import Waiting
from hearthside.people.models import Person
from tests.cast import NOON

HERE = Setting("Europe/London", "en")
STOMA = Wanted(near=Point(53.8, -1.55), reach_km=8.0, experience=frozenset({"stoma"}))
ANYTHING = Wanted()


def wait(actor, wanted=STOMA, now=NOON):
    waiting.wait(actor, wanted=wanted, setting=HERE, now=now)


def test_what_somebody_waits_for_comes_back_as_it_was(newcomer):
    wait(newcomer)

    mine = waiting.what_i_wait_for(newcomer)

    assert mine is not None
    assert mine.wanted == STOMA


def test_it_is_sealed_at_rest(newcomer):
    wait(newcomer)

    with connection.cursor() as cursor:
        cursor.execute("SELECT wanted FROM groups_waiting")
        (kept,) = cursor.fetchone()

    assert kept.startswith("s1.")
    assert "stoma" not in kept


def test_where_something_fits_there_is_nothing_to_wait_for(newcomer):
    with pytest.raises(waiting.CannotWait, match="Something fits already"):
        wait(newcomer, ANYTHING)

    assert not Waiting.objects.exists()


def test_a_second_wait_takes_the_place_of_the_first(newcomer):
    wait(newcomer)
    other = Wanted(experience=frozenset({"gambling"}))

    wait(newcomer, other, now=NOON + timedelta(days=1))

    assert Waiting.objects.count() == 1
    assert waiting.what_i_wait_for(newcomer).wanted == other


def test_nobody_sees_or_stops_what_another_waits_for(newcomer, outsider):
    wait(newcomer)

    assert waiting.what_i_wait_for(outsider) is None
    with pytest.raises(NotFound):
        waiting.stop_waiting(outsider)
    assert Waiting.objects.count() == 1


def test_stopping_forgets_it_at_once(newcomer):
    wait(newcomer)

    waiting.stop_waiting(newcomer)

    assert not Waiting.objects.exists()


@pytest.mark.parametrize(
    ("since", "told", "gone"),
    [(364, None, False), (366, None, True), (60, 29, False), (60, 31, True)],
)
def test_it_goes_after_a_year_or_a_month_after_we_wrote(newcomer, since, told, gone):
    wait(newcomer, now=NOON - timedelta(days=since))
    if told:
        (one,) = waiting.not_yet_told()
        waiting.told(one.id, now=NOON - timedelta(days=told))

    waiting.forget(now=NOON)

    assert Waiting.objects.exists() is not gone


def test_it_goes_with_the_person(newcomer):
    wait(newcomer)

    Person.objects.get(id=newcomer.person_id).delete()

    assert not Waiting.objects.exists()


def test_the_place_is_kept_only_roughly(newcomer):
    wait(newcomer, replace(STOMA, near=Point(53.79648, -1.54785)))

    assert waiting.what_i_wait_for(newcomer).wanted.near == Point(53.8, -1.55)
