from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from django.test import Client

from hearthside.groups.models import Feed, Group, NobodyThere
from hearthside.meetings import rota, schedule
from hearthside.meetings.models import Meeting
from hearthside.web.public.saying import ICONS
from tests.cast import NOON, make_door, make_group, make_person, signed_in

FRONTEND = Path(__file__).resolve().parents[3] / "frontend"


def page_of(client: Client, group: Group) -> str:
    answer = client.get(f"/groups/{group.public_id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def listing(name: str = "In a chapel", **columns: object) -> Group:
    feed = Feed.objects.create(
        name="Meetings of the Dales", zone="Europe/London", fetched_at=NOON
    )
    return make_group(None, name, feed=feed, feed_key="1", **columns)


def test_a_newcomer_reads_who_meets_them_and_where(visitor, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(
        first_time="There is tea.",
        who_meets_you="Fern, green scarf.",
        door="The blue one.",
    )

    page = page_of(visitor, scene.tuesday)

    assert "There is tea." in page
    assert "Fern, green scarf." in page
    assert "The blue one." in page
    assert "What is said here stays here." in page
    assert "Last confirmed on Monday 2 March." in page


def test_the_next_four_dates_stand_as_they_truly_are(visitor, scene, fern, otto):
    first, second, third, fourth, fifth = schedule.next_dates(
        group_id=scene.tuesday.pk, now=NOON, most=5
    )
    for person in (fern, otto):
        rota.put_down(meeting_id=first.id, person_id=person.person_id)
    rota.put_down(meeting_id=fourth.id, person_id=fern.person_id)
    half_an_hour = timedelta(minutes=30)
    Meeting.objects.filter(id=second.id).update(
        starts_at=second.starts_at - half_an_hour,
        ends_at=second.ends_at - half_an_hour,
        place_note="Upstairs.",
    )
    Meeting.objects.filter(id=third.id).update(
        state="called_off", reason="The heating is broken."
    )

    page = page_of(visitor, scene.tuesday)

    assert "Tuesday 3 March" in page
    assert "Moved to 7pm" in page
    assert "Upstairs." in page
    assert "Called off" in page
    assert "The heating is broken." in page
    assert "Not yet confirmed" in page
    assert "One facilitator so far." in page
    assert f"{fifth.on:%-d} March" not in page


def test_a_date_moved_to_another_day_says_from_which(visitor, scene):
    first = schedule.next_dates(group_id=scene.tuesday.pk, now=NOON)[0]
    a_day = timedelta(days=1)
    Meeting.objects.filter(id=first.id).update(
        starts_at=first.starts_at + a_day, ends_at=first.ends_at + a_day
    )

    page = page_of(visitor, scene.tuesday)

    assert "Wednesday 4 March" in page
    assert "Moved from Tuesday 3 March" in page


def test_the_one_button_offers_the_next_date_that_is_on(visitor, scene):
    page = page_of(visitor, scene.tuesday)

    assert "I might come on Tuesday" in page


def test_the_button_says_tonight_on_the_day(visitor, scene, monkeypatch):
    evening = NOON + timedelta(days=1)
    monkeypatch.setattr("hearthside.web.gates.the_clock", lambda: evening)

    assert "I might come tonight" in page_of(visitor, scene.tuesday)


def test_a_date_far_away_says_why_there_is_no_button(visitor, scene):
    Meeting.objects.filter(group=scene.tuesday, on__lt=date(2026, 3, 24)).update(
        state="called_off"
    )

    page = page_of(visitor, scene.tuesday)

    assert "That is more than two weeks away." in page
    assert "I might come" not in page


def test_somebody_elses_listing_has_no_rota_and_no_note(visitor, scene):
    group = listing(proposed_words="2nd Saturday only")

    page = page_of(visitor, group)

    assert "Listed by Meetings of the Dales on Monday 2 March." in page
    assert (
        "The listing itself says ‘<bdi>2nd Saturday only</bdi>’: check before you set out."
        in page
    )
    assert page.count("As listed") == 4
    assert "I might come" not in page
    assert "facilitator so far" not in page


def test_a_listing_gone_from_its_list_says_so(visitor, scene):
    group = listing(gone_from_feed_at=NOON)

    assert "It went from that list on Monday 2 March." in page_of(visitor, group)


def test_a_faded_listing_says_nobody_confirmed_it(visitor, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(
        confirmed_at=NOON - timedelta(days=40)
    )

    assert "Nobody has confirmed this since" in page_of(visitor, scene.tuesday)


def test_one_unconfirmed_for_ninety_days_is_not_there(visitor, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(
        confirmed_at=NOON - timedelta(days=90)
    )

    answer = visitor.get(f"/groups/{scene.tuesday.public_id}/")

    assert answer.status_code == 404


def test_a_caution_names_its_date(visitor, scene):
    NobodyThere.objects.create(group=scene.tuesday, on=date(2026, 2, 24), said_at=NOON)

    page = page_of(visitor, scene.tuesday)

    assert "Somebody went on Tuesday 24 February and found nobody there." in page


def test_a_withheld_address_is_not_in_the_page(visitor, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(
        address_withheld=True, door="The blue one."
    )
    Meeting.objects.filter(group=scene.tuesday).update(
        place_note="In the crypt, by the side door."
    )

    page = page_of(visitor, scene.tuesday)

    assert "Cardigan Road" not in page
    assert "St Wilfrid" not in page
    assert "The blue one." not in page
    assert "crypt" not in page
    assert "The address is not listed" in page


def test_members_see_a_withheld_address_and_others_do_not(
    scene, amira, outsider, at_noon
):
    Group.objects.filter(id=scene.tuesday.pk).update(address_withheld=True)

    assert "Cardigan Road" in page_of(signed_in(amira), scene.tuesday)
    assert "Cardigan Road" not in page_of(signed_in(outsider), scene.tuesday)


def test_words_of_a_group_stay_inert(visitor, scene):
    nasty = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    Group.objects.filter(id=scene.tuesday.pk).update(
        name=nasty, one_line=nasty, about=nasty, first_time=nasty, door=nasty,
        place_name=nasty, access_notes=nasty, hours_note=nasty,
    )  # fmt: skip

    page = page_of(visitor, scene.tuesday)

    assert "<script>alert" not in page
    assert "<img src=x" not in page


@pytest.mark.parametrize(
    "wrong", ["1", "01", "+1", "1e0", "１", "1.0", "%201", "zzzzzzzzzzzz"]
)
def test_what_is_no_id_is_not_there(visitor, wrong):
    assert visitor.get(f"/groups/{wrong}/").status_code == 404


def test_a_facilitator_is_led_to_the_desk_and_a_member_is_not(
    scene, fern, amira, at_noon
):
    desk = f"/desk/groups/{scene.tuesday.public_id}/dates/"

    assert desk in page_of(signed_in(fern), scene.tuesday)
    assert desk not in page_of(signed_in(amira), scene.tuesday)


def test_a_full_group_says_so_instead_of_offering_a_seat(scene, newcomer, at_noon):
    Group.objects.filter(id=scene.tuesday.pk).update(seats=0)

    page = page_of(signed_in(newcomer), scene.tuesday)

    assert "This group is full. You can still come and visit one evening." in page
    assert "Join this group" not in page


def test_a_group_page_takes_few_queries(
    scene, amira, at_noon, django_assert_max_num_queries
):
    make_person("Somebody else")
    client = signed_in(amira)

    with django_assert_max_num_queries(15):
        page_of(client, scene.tuesday)


def test_a_visitor_gets_no_cookie_for_reading(visitor, scene):
    answer = visitor.get(f"/groups/{scene.tuesday.public_id}/")

    assert not answer.cookies
    assert "<title>Notices</title>" in answer.content.decode()


def test_a_group_without_a_coming_date_says_so(visitor, scene):
    group = make_group(
        scene.leeds,
        "Paused for the summer",
        starts_at=time(18),
        rule="FREQ=DAILY;COUNT=1",
    )

    assert "We know of no next date." in page_of(visitor, group)


def test_every_sign_of_access_has_a_drawing_of_ours():
    drawn = {path.stem for path in (FRONTEND / "pictures" / "access").glob("*.svg")}
    listed = (FRONTEND / "icons.mjs").read_text()

    assert {f"access-{name}" for name in drawn} == set(ICONS.values())
    assert all(f"'{name}'" in listed for name in drawn)


def test_a_page_with_a_photo_takes_as_few_queries(
    scene, amira, at_noon, django_assert_max_num_queries
):
    make_door(scene.tuesday)
    client = signed_in(amira)

    with django_assert_max_num_queries(15):
        assert "A blue door beside the church." in page_of(client, scene.tuesday)


def test_the_page_on_paper_says_where_to_look_again(visitor, scene):
    page = page_of(visitor, scene.tuesday)

    assert f"http://localhost:8000/groups/{scene.tuesday.public_id}/</strong>" in page
