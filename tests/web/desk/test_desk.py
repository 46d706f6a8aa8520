"""The desk: gaps first, each person's own groups, the same few questions to the database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hearthside.groups import freshness
from hearthside.groups.models import Feed, Group, NobodyThere
from hearthside.groups.patterns import pattern_of
from hearthside.meetings import rota, schedule
from hearthside.meetings.models import Meeting
from tests.cast import NOON, make_group, make_person, signed_in
from tests.web.desk.desk_scene import at_noon, first_date, missing, past_date


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


def test_a_date_without_anybody_needs_two_and_comes_first(olu, scene):
    page = signed_in(olu).get("/desk/").content.decode()

    assert "Needs two facilitators" in page
    assert "One date this week needs somebody." in page
    assert page.index("Dates with a gap") < page.index("This week</h2>")


def test_a_date_with_one_ready_facilitator_needs_one_more(olu, fern, scene):
    rota.put_down(meeting_id=first_date(scene.tuesday).pk, person_id=fern.person_id)

    page = signed_in(olu).get("/desk/").content.decode()

    assert "Needs one more facilitator" in page
    assert "<bdi>Fern</bdi>" in page


def test_a_name_on_the_rota_without_a_certificate_is_explained(olu, scene):
    idle = make_person("Ivo")
    rota.put_down(meeting_id=first_date(scene.tuesday).pk, person_id=idle.pk)

    page = signed_in(olu).get("/desk/").content.decode()

    assert "Needs two facilitators" in page
    assert "1 on the rota wants a certificate in date." in page


def test_a_facilitator_sees_their_own_group_and_no_other(fern, scene):
    page = signed_in(fern).get("/desk/").content.decode()

    assert scene.tuesday.name in page
    assert scene.elsewhere.name not in page


def test_a_lead_sees_every_group_and_changes_none(sol, scene):
    page = signed_in(sol).get("/desk/").content.decode()

    assert scene.tuesday.name in page
    assert scene.elsewhere.name in page
    assert "/desk/dates/" not in page


def test_a_member_finds_no_desk(amira, scene):
    found = signed_in(amira).get("/desk/")

    assert found.status_code == 404
    assert found.content == missing()


def test_a_caution_waits_until_somebody_answers_it(olu, scene):
    freshness.say_nobody_was_there(
        group_id=scene.tuesday.pk, on=date(2026, 2, 24), now=NOON
    )
    browser = signed_in(olu)
    assert (
        "nobody was there on Tuesday 24 February"
        in browser.get("/desk/").content.decode()
    )

    answered = browser.post(
        f"/desk/groups/{scene.tuesday.public_id}/answer/", {"on": "2026-02-24"}
    )

    assert answered.status_code == 302
    assert NobodyThere.objects.get().answered_at == NOON
    assert "nobody was there on" not in browser.get("/desk/").content.decode()


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("", 400),
        ("yesterday", 400),
        ("2026-02-30", 400),
        ("\x00", 400),
        ("2026-02-25", 404),
    ],
)
def test_a_caution_nobody_raised_is_not_there_to_answer(on, status, olu, scene):
    freshness.say_nobody_was_there(
        group_id=scene.tuesday.pk, on=date(2026, 2, 24), now=NOON
    )

    answered = signed_in(olu).post(
        f"/desk/groups/{scene.tuesday.public_id}/answer/", {"on": on}
    )

    assert answered.status_code == status
    assert NobodyThere.objects.get().answered_at is None


def test_a_coordinator_elsewhere_cannot_answer_it(una, scene):
    freshness.say_nobody_was_there(
        group_id=scene.tuesday.pk, on=date(2026, 2, 24), now=NOON
    )

    answered = signed_in(una).post(
        f"/desk/groups/{scene.tuesday.public_id}/answer/", {"on": "2026-02-24"}
    )

    assert answered.status_code == 404
    assert answered.content == missing()
    assert NobodyThere.objects.get().answered_at is None


def test_a_faded_listing_is_confirmed_in_one_press(olu, scene):
    faded = NOON - timedelta(days=40)
    Group.objects.filter(id=scene.tuesday.pk).update(confirmed_at=faded)
    browser = signed_in(olu)
    assert "Listings nobody has confirmed" in browser.get("/desk/").content.decode()

    browser.post(f"/desk/groups/{scene.tuesday.public_id}/confirm/", {"back": "desk"})

    page = browser.get("/desk/").content.decode()
    assert "Thank you. The listing of Tuesday circle, Headingley" in page
    assert "Listings nobody has confirmed" not in page
    assert Group.objects.get(id=scene.tuesday.pk).confirmed_at == NOON


def test_a_facilitator_sees_their_own_faded_listing(fern, scene):
    faded = NOON - timedelta(days=40)
    Group.objects.filter(id=scene.tuesday.pk).update(confirmed_at=faded)

    page = signed_in(fern).get("/desk/").content.decode()

    assert "This listing is true today" in page


def test_a_moved_date_stands_on_the_day_it_moved_to(olu, scene):
    row = first_date(scene.tuesday)
    Meeting.objects.filter(id=row.pk).update(
        starts_at=row.starts_at + timedelta(days=1),
        ends_at=row.ends_at + timedelta(days=1),
    )

    page = signed_in(olu).get("/desk/").content.decode()

    assert "Wednesday 4 March</h3>" in page
    assert "Tuesday 3 March</h3>" not in page
    assert "Moved from Tuesday 3 March, 7.30pm." in page


def test_the_coordinator_of_a_feed_sees_how_many_proposals_wait(olu, una, scene):
    feed = Feed.objects.create(
        name="A list", locality=scene.leeds, zone="Europe/London"
    )
    make_group(
        None, "Second Saturdays", feed=feed, feed_key="1", proposed_words="2nd Saturday"
    )

    assert 'Proposals <span class="desk-count">1</span>' in _desk(olu)
    theirs = _desk(una)
    assert ">Proposals</a>" in theirs
    assert 'desk-count">0<' not in theirs


def test_forty_groups_ask_no_more_of_the_database_than_one(
    olu, scene, django_assert_max_num_queries
):
    for number in range(40):
        group = make_group(scene.leeds, f"Group {number}")
        schedule.keep_dates(pattern_of(group), group_id=group.pk, now=NOON)
        NobodyThere.objects.create(group=group, on=date(2026, 2, 24), said_at=NOON)
        past_date(group, weeks=1, here=9)
    browser = signed_in(olu)

    with django_assert_max_num_queries(27):
        page = browser.get("/desk/").content.decode()

    assert "41 dates this week need somebody." in page
    assert "28 more wait behind these." in page


def test_what_a_group_is_called_is_only_words(olu, scene):
    Group.objects.filter(id=scene.tuesday.pk).update(name="<b>{{ 7|add:7 }}</b>")

    page = _desk(olu)

    assert "<bdi>&lt;b&gt;{{ 7|add:7 }}&lt;/b&gt;</bdi>" in page


def _desk(actor) -> str:
    return signed_in(actor).get("/desk/").content.decode()
