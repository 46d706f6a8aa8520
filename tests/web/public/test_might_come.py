from __future__ import annotations

import pytest
from django.test import Client

from hearthside.groups.models import Feed, Group
from hearthside.meetings import schedule
from hearthside.meetings.models import Meeting, MightCome
from tests.cast import NOON, make_group


def come(group: Group) -> str:
    return f"/groups/{group.public_id}/come/"


def next_date(group: Group) -> str:
    return schedule.next_dates(group_id=group.pk, now=NOON)[0].public_id


def test_a_visitor_leaves_a_nameless_note(visitor, scene):
    answer = visitor.post(
        come(scene.tuesday),
        {"date": next_date(scene.tuesday), "quiet_seat": "yes", "be_outside": "yes"},
    )

    note = MightCome.objects.get()
    assert answer.status_code == 302
    assert (note.quiet_seat, note.be_outside) == (True, True)
    assert (note.just_listen, note.step_free) == (False, False)


def test_refreshing_the_thanks_leaves_no_second_note(visitor, scene):
    thanks = visitor.post(come(scene.tuesday), {"date": next_date(scene.tuesday)}).url

    for _ in range(3):
        assert "Your note is left" in visitor.get(thanks).content.decode()

    assert MightCome.objects.count() == 1


def test_it_says_who_sees_the_note_and_when_it_goes(visitor, scene):
    page = visitor.get(come(scene.tuesday)).content.decode()

    assert "Only the facilitators of that evening see it." in page
    assert "it is thrown away the morning after" in page


def test_a_withheld_address_is_shown_to_who_left_a_note(visitor, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(address_withheld=True)
    thanks = visitor.post(come(scene.tuesday), {"date": next_date(scene.tuesday)}).url

    page = visitor.get(thanks).content.decode()

    assert "Cardigan Road" in page


@pytest.mark.parametrize("forged", ["yes", "x:y:z", "%00", "a" * 500])
def test_a_forged_note_shows_no_address(visitor, scene, forged):
    Group.objects.filter(id=scene.tuesday.pk).update(address_withheld=True)

    answer = visitor.get(f"{come(scene.tuesday)}?note={forged}")

    assert "Cardigan Road" not in answer.content.decode()


def test_a_note_for_one_group_opens_no_other(visitor, scene):
    Group.objects.filter(id=scene.elsewhere.pk).update(address_withheld=True)
    thanks = visitor.post(come(scene.tuesday), {"date": next_date(scene.tuesday)}).url

    page = visitor.get(
        thanks.replace(scene.tuesday.public_id, scene.elsewhere.public_id)
    )

    assert "Your note is left" not in page.content.decode()


def test_a_date_of_another_group_is_not_taken(visitor, scene):
    visitor.post(come(scene.tuesday), {"date": next_date(scene.elsewhere)})

    assert not MightCome.objects.exists()


def test_an_evening_called_off_meanwhile_is_refused_kindly(visitor, scene):
    date_id = next_date(scene.tuesday)
    Meeting.objects.filter(public_id=date_id).update(state="called_off")

    answer = visitor.post(come(scene.tuesday), {"date": date_id})

    assert answer.status_code == 409
    assert "That evening is called off." in answer.content.decode()


def test_a_seventh_note_from_one_house_waits(visitor, scene):
    words = {"date": next_date(scene.tuesday)}
    for _ in range(6):
        assert visitor.post(come(scene.tuesday), words).status_code == 302

    answer = visitor.post(come(scene.tuesday), words)

    assert answer.status_code == 429
    assert MightCome.objects.count() == 6


def test_somebody_elses_listing_takes_no_note(visitor, scene):
    feed = Feed.objects.create(name="A list", zone="Europe/London")
    group = make_group(None, "In a chapel", feed=feed, feed_key="1")

    assert visitor.get(come(group)).status_code == 404
    assert visitor.post(come(group)).status_code == 404


def test_a_note_wants_the_token_of_our_form(scene, at_noon):
    strict = Client(enforce_csrf_checks=True)

    answer = strict.post(come(scene.tuesday), {"date": next_date(scene.tuesday)})

    assert answer.status_code == 403
