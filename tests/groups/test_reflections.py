from __future__ import annotations

from functools import partial

import pytest
from django.db.models import F

from hearthside.core.actor import Visitor
from hearthside.core.refusals import NotFound
from hearthside.groups import reflections
from hearthside.groups.models import Ease, Feed, Group
from hearthside.groups.reflections import How, how_it_felt, say_how_it_felt
from tests.cast import make_group
from tests.racing import at_once, where_threads_may_meet


def say(group: Group, *hows: How) -> None:
    for how in hows:
        say_how_it_felt(Visitor(), group_id=group.pk, how=how)


def test_four_are_told_to_nobody_and_the_fifth_brings_all(scene, fern):
    say(scene.tuesday, *[How.AT_EASE] * 4)

    assert how_it_felt(fern, group_id=scene.tuesday.pk) is None

    say(scene.tuesday, How.NOT_AT_EASE)

    felt = how_it_felt(fern, group_id=scene.tuesday.pk)
    assert felt is not None
    assert (felt.at_ease, felt.between, felt.not_at_ease) == (4, 0, 1)


def test_what_is_told_moves_by_five_and_never_by_one(scene, fern):
    say(scene.tuesday, *[How.AT_EASE] * 5)
    before = how_it_felt(fern, group_id=scene.tuesday.pk)
    for _ in range(4):
        say(scene.tuesday, How.NOT_AT_EASE)

        assert how_it_felt(fern, group_id=scene.tuesday.pk) == before

    say(scene.tuesday, How.BETWEEN)

    after = how_it_felt(fern, group_id=scene.tuesday.pk)
    assert after is not None
    assert (after.at_ease, after.between, after.not_at_ease) == (5, 1, 4)


def test_only_the_groups_own_facilitators_are_told(scene, fern, otto, olu, sol, amira):
    say(scene.tuesday, *[How.AT_EASE] * 5)

    for somebody_else in (otto, olu, sol, amira):
        with pytest.raises(NotFound):
            how_it_felt(somebody_else, group_id=scene.tuesday.pk)


def test_somebody_elses_listing_takes_none(scene):
    feed = Feed.objects.create(name="A list", zone="Europe/London")
    theirs = make_group(None, "In a chapel", feed=feed, feed_key="1")

    with pytest.raises(NotFound):
        say(theirs, How.AT_EASE)


def test_comfort_hears_only_what_was_let_out(scene):
    third = make_group(scene.leeds, "A third")
    say(scene.tuesday, *[How.AT_EASE] * 10)
    say(scene.elsewhere, *[How.NOT_AT_EASE] * 10)
    say(third, *[How.BETWEEN] * 4)

    assert reflections.comfort() == {}

    say(third, How.BETWEEN)

    found = reflections.comfort()
    assert found[scene.tuesday.pk] > 0 > found[scene.elsewhere.pk]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_ten_at_once_none_is_lost(scene, tmp_path):
    with where_threads_may_meet(tmp_path):
        at_once([partial(say, scene.tuesday, How.AT_EASE) for _ in range(10)])
        total = Ease.objects.annotate(all=F("at_ease") + F("new_at_ease")).get().all

    assert total == 10
