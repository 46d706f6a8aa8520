from __future__ import annotations

from datetime import date

import pytest

from hearthside.core.models import Letter
from hearthside.groups.models import Feed, Group, NobodyThere
from tests.cast import make_group


def nobody(group: Group) -> str:
    return f"/groups/{group.public_id}/nobody/"


def test_the_last_two_dates_are_offered(visitor, scene):
    page = visitor.get(nobody(scene.tuesday)).content.decode()

    assert "Tuesday 24 February" in page
    assert "Tuesday 17 February" in page
    assert "Tuesday 3 March" not in page


def test_one_tap_puts_a_caution_and_tells_the_coordinator(visitor, scene, olu):
    answer = visitor.post(nobody(scene.tuesday), {"on": "2026-02-24"}, follow=True)

    assert NobodyThere.objects.get().on == date(2026, 2, 24)
    assert Letter.objects.count() == 1
    assert "The people who look after this list know now." in answer.content.decode()


def test_somebody_elses_listing_can_be_named_too(visitor, scene):
    feed = Feed.objects.create(name="A list", zone="Europe/London")
    group = make_group(None, "In a chapel", feed=feed, feed_key="1")

    visitor.post(nobody(group), {"on": "2026-02-24"})

    assert NobodyThere.objects.get().group_id == group.pk


@pytest.mark.parametrize("on", ["", "2026-02-25", "2026-03-03", "1900-01-01", "x"])
def test_a_day_that_was_not_offered_is_not_taken(visitor, scene, on):
    answer = visitor.post(nobody(scene.tuesday), {"on": on})

    assert answer.status_code == 302
    assert not NobodyThere.objects.exists()


def test_a_seventh_time_from_one_house_waits(visitor, scene):
    for _ in range(6):
        visitor.post(nobody(scene.tuesday), {"on": "2026-02-24"})

    answer = visitor.post(nobody(scene.tuesday), {"on": "2026-02-17"})

    assert answer.status_code == 429
    assert NobodyThere.objects.get().times == 6


def test_a_group_that_never_met_has_nothing_to_choose(visitor, scene):
    group = make_group(
        scene.leeds, "Not begun", rule="FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"
    )

    answer = visitor.get(nobody(group))

    assert answer.status_code == 409
    assert "has not met yet" in answer.content.decode()
