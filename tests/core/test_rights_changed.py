"""Whoever keeps a line open hears whose rights changed, once, and of nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core import rights_changed
from hearthside.core.models import RightsChanged
from hearthside.core.rights_changed import SETTLES_AFTER, Watch
from tests.cast import NOON

pytestmark = pytest.mark.django_db


def test_a_watch_hears_of_what_came_after_it_began():
    rights_changed.note([1], now=NOON)
    watch = Watch()
    rights_changed.note([2, 3, 2], now=NOON)

    assert watch.whose(now=NOON) == {2, 3}
    assert watch.whose(now=NOON) == frozenset()


def test_each_watch_hears_for_itself():
    one, other = Watch(), Watch()
    rights_changed.note([7], now=NOON)

    assert one.whose(now=NOON) == other.whose(now=NOON) == {7}


def test_an_act_that_is_seen_late_is_heard_all_the_same():
    watch = Watch()
    early = RightsChanged.objects.create(person_id=1, at=NOON)
    number = early.pk
    early.delete()
    rights_changed.note([2], now=NOON)
    assert watch.whose(now=NOON) == {2}

    # Numbered before the other, and seen after it.
    RightsChanged.objects.create(id=number, person_id=1, at=NOON)

    assert watch.whose(now=NOON + SETTLES_AFTER / 2) == {1}


def test_a_watch_does_not_remember_for_ever():
    watch = Watch()
    rights_changed.note(range(50), now=NOON)
    watch.whose(now=NOON)

    watch.whose(now=NOON + SETTLES_AFTER + timedelta(seconds=1))

    assert not watch._seen
    assert watch.whose(now=NOON) == frozenset()


def test_asking_costs_one_query(django_assert_num_queries):
    watch = Watch()
    rights_changed.note(range(20), now=NOON)

    with django_assert_num_queries(1):
        watch.whose(now=NOON)


def test_what_is_a_day_old_goes():
    rights_changed.note([1], now=NOON)

    rights_changed.forget(now=NOON + rights_changed.KEPT_FOR + timedelta(seconds=1))

    assert not RightsChanged.objects.exists()
