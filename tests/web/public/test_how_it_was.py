from __future__ import annotations

import pytest

from hearthside.groups.models import Ease, Feed
from tests.cast import make_group


def url(group) -> str:
    return f"/groups/{group.public_id}/how-it-was/"


def test_one_tap_is_one_more_in_a_sum_and_nothing_else(visitor, scene):
    answer = visitor.post(url(scene.tuesday), {"how": "at_ease"})

    ease = Ease.objects.get()
    assert answer.status_code == 302
    assert (ease.new_at_ease, ease.at_ease) == (1, 0)
    assert {field.name for field in Ease._meta.fields} == {
        "id", "group", "at_ease", "between", "not_at_ease", "new_at_ease",
        "new_between", "new_not_at_ease",
    }  # fmt: skip


def test_the_page_says_what_becomes_of_it(visitor, scene):
    page = visitor.get(url(scene.tuesday)).content.decode()

    assert "keep neither who said it nor when" in page
    assert (
        url(scene.tuesday)
        in visitor.get(f"/groups/{scene.tuesday.public_id}/").content.decode()
    )


@pytest.mark.parametrize("said", ["", "10", "new_at_ease", "at_ease; --", "At_Ease"])
def test_what_our_page_does_not_send_is_not_counted(visitor, scene, said):
    visitor.post(url(scene.tuesday), {"how": said})

    assert not Ease.objects.exists()


def test_a_fourth_from_one_house_waits(visitor, scene):
    for _ in range(3):
        visitor.post(url(scene.tuesday), {"how": "at_ease"})

    answer = visitor.post(url(scene.tuesday), {"how": "at_ease"})

    assert answer.status_code == 429
    assert Ease.objects.get().new_at_ease == 3


def test_somebody_elses_listing_is_not_asked_about(visitor, scene):
    feed = Feed.objects.create(name="A list", zone="Europe/London")
    theirs = make_group(None, "In a chapel", feed=feed, feed_key="1")

    assert visitor.get(url(theirs)).status_code == 404
    assert visitor.post(url(theirs), {"how": "at_ease"}).status_code == 404
