"""What is left of a place given up: how long, and what keeps it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hearthside.groups import joining, places, seats, stepping_out
from hearthside.groups.models import Membership
from hearthside.safety.ladder import Rung
from hearthside.safety.models import Report, Response
from hearthside.workflows.forget_old_places import forget_old_places
from hearthside.workflows.suspend_somebody import suspend_whoever_is
from tests.cast import NOON, make_person
from tests.safety.report_scene import row_of, say_name

RESTED = timedelta(days=121)


@pytest.fixture
def burned(scene, amira, bo):
    """Amira's place, whose name she has burned."""
    place = places.of(amira)[0]
    stepping_out.burn(amira, group_id=scene.tuesday.pk, now=NOON)
    return place.id


def there(place_id) -> bool:
    return Membership.objects.filter(id=place_id).exists()


def test_a_burned_place_goes_when_its_name_has_rested(burned, amira):
    assert forget_old_places(now=NOON + timedelta(days=119)) == 0

    assert forget_old_places(now=NOON + RESTED) == 1

    assert not Membership.objects.filter(seats.of(amira.person_id)).exists()


def test_a_place_left_under_its_name_stays_its_year(scene, amira):
    place = places.of(amira)[0].id
    joining.leave(amira, group_id=scene.tuesday.pk, now=NOON)

    assert forget_old_places(now=NOON + RESTED) == 0
    assert there(place)
    assert forget_old_places(now=NOON + timedelta(days=366)) == 1


def test_while_the_name_rests_a_lead_still_finds_who_had_it(burned, scene, sol):
    later = NOON + timedelta(days=119)
    forget_old_places(now=later)
    suspend_whoever_is(
        sol, group_id=scene.tuesday.pk, called="Amira", reason="Away.", now=later
    )

    # A suspension keeps the place for as long as it stands.
    assert forget_old_places(now=NOON + timedelta(days=800)) == 0
    assert there(burned)


@pytest.fixture
def reported(scene, amira, bo):
    """What Bo said of Amira's name, which she then burned; the place and the report."""
    place = places.of(amira)[0].id
    made = say_name(bo, scene, "Amira")
    stepping_out.burn(amira, group_id=scene.tuesday.pk, now=NOON)
    return place, row_of(made)


def test_a_report_keeps_it_until_it_is_settled(reported):
    place, report = reported
    assert forget_old_places(now=NOON + RESTED) == 0

    Report.objects.filter(pk=report.pk).update(settled_at=NOON + RESTED)

    assert forget_old_places(now=NOON + RESTED) == 1
    assert not there(place)


def test_a_decision_that_holds_keeps_it_and_never_longer_than_the_year(reported):
    place, report = reported
    Report.objects.filter(pk=report.pk).update(settled_at=NOON)
    one = Response.objects.create(
        report=report, rung=Rung.OUT_OF_GROUP, place_id=place, reason="So.", at=NOON,
        decided_by_id=make_person("Sia").pk,
    )  # fmt: skip
    assert forget_old_places(now=NOON + RESTED) == 0

    assert forget_old_places(now=NOON + timedelta(days=366)) == 1

    one.refresh_from_db()
    assert one.place_id == place
