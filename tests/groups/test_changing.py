"""Changing a group: who may, what is kept, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hearthside.core import trail
from hearthside.core.refusals import ChangedMeanwhile, NotFound
from hearthside.groups import changing
from hearthside.groups.changing import CannotKeep, Details
from hearthside.groups.models import Feed, Group, Said
from tests.cast import NOON, make_group

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def kept(olu, scene) -> Details:
    return changing.current(olu, public_id=scene.tuesday.public_id).details


def test_a_coordinator_changes_what_a_newcomer_reads(olu, kept, scene):
    _change(olu, scene, replace(kept, first_time="Come ten minutes early."))

    row = Group.objects.get(id=scene.tuesday.pk)
    assert row.first_time == "Come ten minutes early."
    assert row.version == 2
    assert trail.latest()[0].what == f"group:{row.pk}"


def test_columns_nobody_changed_stay_as_somebody_else_left_them(olu, kept, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(confirmed_at=LATER)

    outcome = _change(olu, scene, replace(kept, district="Hyde Park"))

    row = Group.objects.get(id=scene.tuesday.pk)
    assert (row.confirmed_at, row.district) == (LATER, "Hyde Park")
    assert outcome.dates_follow is False


def test_words_ticked_are_added_and_words_unticked_go(olu, kept, scene):
    said = (kept.said - {"depression"}) | {"anxiety", "lang:cy"}

    _change(olu, scene, replace(kept, said=said))

    words = Said.objects.filter(group=scene.tuesday).values_list("word", flat=True)
    assert set(words) == {"anxiety", "step_free", "lang:en", "lang:cy"}


def test_another_pattern_is_another_evening_in_the_directory(olu, kept, scene):
    pattern = replace(kept.pattern, rule="FREQ=WEEKLY;BYDAY=TH")

    outcome = _change(olu, scene, replace(kept, pattern=pattern))

    assert outcome.dates_follow is True
    assert Group.objects.get(id=scene.tuesday.pk).weekdays == 0b1000


def test_a_sealed_link_is_opened_for_the_coordinator_only_in_the_form(olu, kept, scene):
    _change(olu, scene, replace(kept, online_link="https://meet.example.org/room"))

    current = changing.current(olu, public_id=scene.tuesday.public_id)
    assert current.details.online_link == "https://meet.example.org/room"
    assert b"meet.example.org" not in _raw_link(scene.tuesday.pk)


def test_the_slower_of_two_is_refused_and_changes_nothing(olu, kept, scene):
    _change(olu, scene, replace(kept, district="Hyde Park"))

    with pytest.raises(ChangedMeanwhile):
        _change(olu, scene, replace(kept, district="Burley"), version=1)

    assert Group.objects.get(id=scene.tuesday.pk).district == "Hyde Park"


@pytest.mark.parametrize("who", ["fern", "una", "amira", "sol", "hal"])
def test_nobody_but_its_coordinator_changes_a_group(who, kept, scene, request):
    actor = request.getfixturevalue(who)

    with pytest.raises(NotFound):
        _change(actor, scene, replace(kept, district="Hyde Park"))
    with pytest.raises(NotFound):
        changing.current(actor, public_id=scene.tuesday.public_id)

    assert Group.objects.get(id=scene.tuesday.pk).version == 1


def test_somebody_elses_listing_is_not_ours_to_change(olu, kept, scene):
    feed = Feed.objects.create(
        name="A list", locality=scene.leeds, zone="Europe/London"
    )
    listed = make_group(scene.leeds, "Listed", feed=feed, feed_key="1")

    with pytest.raises(NotFound):
        changing.change(
            olu, public_id=listed.public_id, version=1, details=kept, now=NOON
        )


@pytest.mark.parametrize("name", sorted(changing.LENGTHS))
def test_every_text_has_a_length(name, olu, kept, scene):
    longest = changing.LENGTHS[name]
    words = ("https://" if name == "online_link" else "") + "x" * longest
    fits = replace(kept, **{name: words[:longest]})
    too_long = replace(kept, **{name: words[:longest] + "x"})

    assert changing.why_not_keep(fits) is None
    with pytest.raises(CannotKeep):
        _change(olu, scene, too_long)


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": 0},
        {"seats": 201},
        {"attendance": "by_owl"},
        {"said": frozenset({"witches"})},
        {"said": frozenset({"lang:xx"})},
        {"latitude": None},
        {"name": "  "},
        {"state": "asleep"},
        {"online_link": "javascript:alert(1)"},
        {"online_link": "http://meet.example.org"},
    ],
)
def test_what_cannot_be_true_is_refused(wrong, olu, kept, scene):
    with pytest.raises(CannotKeep):
        _change(olu, scene, replace(kept, **wrong))

    assert Group.objects.get(id=scene.tuesday.pk).version == 1


def test_a_pattern_that_never_gives_a_date_is_refused(olu, kept, scene):
    never = replace(kept.pattern, rule="FREQ=WEEKLY;BYDAY=TU;UNTIL=20250101")

    with pytest.raises(CannotKeep):
        _change(olu, scene, replace(kept, pattern=never))

    assert Group.objects.get(id=scene.tuesday.pk).starts_on == date(2026, 1, 6)


def test_where_a_door_is_that_is_not_listed_is_kept_only_roughly(olu, kept, scene):
    here = replace(kept, latitude=53.8203, longitude=-1.5841, address_withheld=True)

    _change(olu, scene, here)

    row = Group.objects.get(id=scene.tuesday.pk)
    assert (row.latitude, row.longitude, row.is_approximate) == (53.82, -1.58, True)


def _change(actor, scene, details, *, version=1):
    return changing.change(
        actor,
        public_id=scene.tuesday.public_id,
        version=version,
        details=details,
        now=NOON,
    )


def _raw_link(group_id: int) -> bytes:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT online_link FROM groups_group WHERE id = %s", [group_id])
        return str(cursor.fetchone()[0]).encode()
