from datetime import timedelta

import pytest

from hearthside.core.refusals import NotFound
from hearthside.groups import freshness
from hearthside.groups.models import Feed, Group, NobodyThere
from tests.cast import NOON, make_group


def test_confirming_makes_a_faded_listing_fresh(fern, scene):
    Group.objects.update(confirmed_at=NOON - timedelta(days=40))

    freshness.confirm(fern, group_id=scene.tuesday.pk, now=NOON)

    fresh = Group.objects.get(id=scene.tuesday.pk)
    assert not freshness.has_faded(fresh.confirmed_at, now=NOON)


def test_an_outsider_confirms_nothing(otto, scene):
    with pytest.raises(NotFound):
        freshness.confirm(otto, group_id=scene.tuesday.pk, now=NOON)


def test_somebody_elses_listing_is_not_ours_to_confirm(olu, scene):
    feed = Feed.objects.create(name="The county list", zone="Europe/London")
    listed = make_group(scene.leeds, "Listed", feed=feed, feed_key="a")

    with pytest.raises(NotFound):
        freshness.confirm(olu, group_id=listed.pk, now=NOON)


def test_the_same_empty_evening_is_one_caution(scene):
    on = NOON.date()

    first = freshness.say_nobody_was_there(group_id=scene.tuesday.pk, on=on, now=NOON)
    second = freshness.say_nobody_was_there(group_id=scene.tuesday.pk, on=on, now=NOON)

    assert (first, second) == (True, False)
    assert NobodyThere.objects.get().times == 2


def test_a_caution_stands_until_answered(olu, scene):
    on = NOON.date()
    freshness.say_nobody_was_there(group_id=scene.tuesday.pk, on=on, now=NOON)

    freshness.answer_caution(olu, group_id=scene.tuesday.pk, on=on, now=NOON)

    assert NobodyThere.objects.get().answered_at == NOON
    with pytest.raises(NotFound):
        freshness.answer_caution(olu, group_id=scene.tuesday.pk, on=on, now=NOON)


def test_una_cannot_answer_for_another_locality(una, scene):
    on = NOON.date()
    freshness.say_nobody_was_there(group_id=scene.tuesday.pk, on=on, now=NOON)

    with pytest.raises(NotFound):
        freshness.answer_caution(una, group_id=scene.tuesday.pk, on=on, now=NOON)


def test_listed_dates_move_on(scene):
    feed = Feed.objects.create(name="The county list", zone="Europe/London")
    listed = make_group(scene.leeds, "Listed", feed=feed, feed_key="a")
    later = NOON + timedelta(days=10)

    assert freshness.move_on_listed_dates(now=later) == 1

    listed.refresh_from_db()
    assert listed.next_at > later
