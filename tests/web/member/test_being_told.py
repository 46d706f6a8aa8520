from __future__ import annotations

from hearthside.groups.models import Feed
from hearthside.meetings import following
from tests.cast import make_group, signed_in


def test_a_person_with_an_address_is_told_and_stops_being_told(scene, amira, at_noon):
    address = f"/groups/{scene.tuesday.public_id}/tell-me/"
    client = signed_in(amira)

    client.post(address, {"tell": "yes"})
    asked = following.asked(amira.person_id, group_id=scene.tuesday.pk)
    client.post(address, {"tell": "no"})
    still_asked = following.asked(amira.person_id, group_id=scene.tuesday.pk)

    assert (asked, still_asked) == (True, False)


def test_a_person_without_an_address_is_told_why_not(scene, bo, at_noon):
    answer = signed_in(bo).post(
        f"/groups/{scene.tuesday.public_id}/tell-me/", {"tell": "yes"}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "We have no e-mail address of yours." in page
    assert 'href="/account/email/"' in page
    assert not following.asked(bo.person_id, group_id=scene.tuesday.pk)


def test_nobody_is_told_of_somebody_elses_dates(scene, amira, at_noon):
    feed = Feed.objects.create(name="A list", zone="Europe/London")
    group = make_group(None, "In a chapel", feed=feed, feed_key="1")

    answer = signed_in(amira).post(f"/groups/{group.public_id}/tell-me/")

    assert answer.status_code == 404
