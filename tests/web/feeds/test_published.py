from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.core.refusals import NotFound
from hearthside.groups import finding
from hearthside.groups.finding import Wish
from hearthside.groups.models import Feed, Group
from hearthside.groups.patterns import pattern_of
from hearthside.meetings import schedule
from hearthside.meetings.models import Meeting
from hearthside.web.feeds import published
from tests.cast import NOON


@pytest.fixture
def dates(scene):
    pattern = pattern_of(scene.tuesday)
    schedule.keep_dates(pattern, group_id=scene.tuesday.pk, now=NOON)
    return list(Meeting.objects.filter(group=scene.tuesday).order_by("starts_at"))


def test_a_group_is_published_with_every_date_of_the_quarter(scene, dates):
    told = published.one(scene.tuesday.public_id, now=NOON)

    assert told.url.endswith(f"/groups/{scene.tuesday.public_id}/")
    assert told.area == scene.tuesday.locality.name
    assert told.area_slug == scene.tuesday.locality.slug
    assert [date.id for date in told.dates] == [row.public_id for row in dates]
    assert all(date.is_usual and date.is_unsure for date in told.dates)
    assert told.changed_at == NOON


def test_a_changed_date_is_a_change_of_its_group(scene, dates):
    later = NOON + timedelta(hours=3)
    Meeting.objects.filter(pk=dates[1].pk).update(
        state=Meeting.State.CALLED_OFF, changed_at=later, version=2
    )

    told = published.one(scene.tuesday.public_id, now=NOON)

    assert told.changed_at == later
    assert told.sequence == 1
    off = [date for date in told.dates if date.is_called_off]
    assert [(date.id, date.sequence) for date in off] == [(dates[1].public_id, 2)]
    assert not off[0].is_unsure
    changed = next(
        one
        for one in published.everything(now=NOON, only_changed_dates=True)
        if one.id == scene.tuesday.public_id
    )
    assert [date.id for date in changed.dates] == [dates[1].public_id]


def test_a_withheld_address_leaves_nothing_of_the_place(scene, dates):
    Group.objects.filter(pk=scene.tuesday.pk).update(address_withheld=True)
    Meeting.objects.filter(pk=dates[0].pk).update(place_note="At 12 High Street")

    told = published.one(scene.tuesday.public_id, now=NOON)

    assert (told.place_name, told.address, told.directions) == ("", "", "")
    assert (told.latitude, told.longitude) == (None, None)
    assert {date.place_note for date in told.dates} == {""}


@pytest.mark.parametrize(
    "columns",
    [
        {"state": "unlisted"},
        {"confirmed_at": NOON - timedelta(days=90)},
    ],
)
def test_what_the_directory_does_not_show_is_not_published(scene, columns):
    Group.objects.filter(pk=scene.tuesday.pk).update(**columns)

    assert scene.tuesday.public_id not in {
        one.id for one in published.everything(now=NOON)
    }
    with pytest.raises(NotFound):
        published.one(scene.tuesday.public_id, now=NOON)


def test_somebody_elses_listing_is_theirs_to_publish(scene):
    feed = Feed.objects.create(name="Vale", zone="Europe/London")
    Group.objects.filter(pk=scene.tuesday.pk).update(feed=feed, feed_key="1")

    assert scene.tuesday.public_id not in {
        one.id for one in published.everything(now=NOON)
    }


def test_a_paused_group_is_published_without_dates(scene, dates):
    Group.objects.filter(pk=scene.tuesday.pk).update(state="paused")

    told = published.one(scene.tuesday.public_id, now=NOON)

    assert told.is_paused
    assert told.dates == ()


def test_what_fits_is_what_the_directory_shows(scene):
    wish = Wish(said=frozenset({"lang:cy"}))

    assert published.that_fit(wish, now=NOON) == []
    assert len(published.that_fit(Wish(), now=NOON)) == finding.how_many(
        Wish(), now=NOON
    )


def test_queries_do_not_grow_with_groups(scene, dates, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        published.everything(now=NOON)
