from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from icalendar import Calendar, Event

from hearthside.core.actor import Actor
from hearthside.groups.models import Feed, Group
from hearthside.meetings import rota
from hearthside.meetings.models import Meeting
from tests.cast import NOON, make_group

ALL = "/feeds/groups.ics"


def calendar(visitor: Client, address: str) -> Calendar:
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    found = Calendar.from_ical(answer.content)
    assert isinstance(found, Calendar)
    return found


def of(scene, query: str = "") -> str:
    return f"/feeds/groups/{scene.tuesday.public_id}.ics{query}"


def first_date(scene) -> Meeting:
    return Meeting.objects.filter(group=scene.tuesday).earliest("starts_at")


def beside(found: Calendar) -> list[Event]:
    """Return the dates that stand beside the series."""
    return [event for event in found.events if "RECURRENCE-ID" in event]


def test_a_group_is_one_series_of_dates_not_yet_confirmed(visitor, scene):
    found = calendar(visitor, of(scene))

    (series,) = found.events
    assert series["SUMMARY"] == "Tuesday circle, Headingley"
    assert series["STATUS"] == "TENTATIVE"
    assert series["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert series["UID"].startswith(scene.tuesday.public_id)
    assert series["LOCATION"] == "St Wilfrid's Hall, Cardigan Road, Leeds LS6"
    assert series["URL"].endswith(f"/groups/{scene.tuesday.public_id}/")
    assert found.timezones[0].tz_name == "Europe/London"
    assert "ORGANIZER" not in series
    assert "ATTENDEE" not in series


def test_a_series_begins_a_week_ago_and_not_years_ago(visitor, scene):
    Group.objects.filter(pk=scene.tuesday.pk).update(starts_on="2019-01-01")

    (series,) = calendar(visitor, of(scene)).events

    assert f"{series['DTSTART'].dt:%Y-%m-%d}" == "2026-02-24"


def test_a_date_two_facilitators_lead_is_confirmed(
    visitor, scene, fern: Actor, otto: Actor
):
    for person in (fern, otto):
        rota.put_down(meeting_id=first_date(scene).pk, person_id=person.person_id)

    (sure,) = beside(calendar(visitor, of(scene)))

    assert sure["STATUS"] == "CONFIRMED"


def test_a_date_called_off_stays_as_cancelled_and_says_so(visitor, scene):
    Meeting.objects.filter(pk=first_date(scene).pk).update(
        state="called_off", reason="Fern is ill.", version=2, changed_at=NOON
    )

    found = calendar(visitor, of(scene))

    (off,) = beside(found)
    assert off["STATUS"] == "CANCELLED"
    assert off["TRANSP"] == "TRANSPARENT"
    assert off["SUMMARY"] == "Called off: Tuesday circle, Headingley"
    assert off["UID"] == found.events[0]["UID"]
    assert off["SEQUENCE"] > found.events[0]["SEQUENCE"]
    assert b"ill" not in visitor.get(of(scene)).content


def test_a_moved_date_keeps_its_key_and_its_note(visitor, scene):
    row = first_date(scene)
    Meeting.objects.filter(pk=row.pk).update(
        starts_at=row.starts_at + timedelta(hours=2),
        ends_at=row.ends_at + timedelta(hours=2),
        place_note="Upstairs.",
        version=2,
        changed_at=NOON,
    )

    (there,) = beside(calendar(visitor, of(scene)))

    assert f"{there['RECURRENCE-ID'].dt:%d %H:%M}" == "03 19:30"
    assert f"{there['DTSTART'].dt:%d %H:%M}" == "03 21:30"
    assert there["DESCRIPTION"].startswith("Upstairs.\n")


def test_a_group_that_pauses_has_no_dates_and_still_a_calendar(visitor, scene):
    Group.objects.filter(pk=scene.tuesday.pk).update(state="paused")

    found = calendar(visitor, of(scene))

    assert found.events == []
    assert len(found.timezones) == 1


def test_a_quiet_calendar_names_no_group(visitor, scene):
    Meeting.objects.filter(pk=first_date(scene).pk).update(state="called_off")

    raw = visitor.get(of(scene, "?title=neutral")).content.decode()

    assert "Tuesday circle" not in raw
    assert "A small circle" not in raw
    assert {str(one["SUMMARY"]) for one in Calendar.from_ical(raw).events} == {
        "Evening",
        "Called off: Evening",
    }


def test_a_withheld_address_and_a_way_in_are_nowhere(visitor, scene):
    Group.objects.filter(pk=scene.tuesday.pk).update(
        address_withheld=True, attendance="hybrid",
        online_link="https://meet.example.org/secret",
    )  # fmt: skip
    Meeting.objects.filter(pk=first_date(scene).pk).update(
        place_note="At 12 High Street", version=2, changed_at=NOON
    )

    raw = visitor.get(of(scene)).content.decode()

    for secret in ("Wilfrid", "Cardigan", "High Street", "meet.example", "GEO:"):
        assert secret not in raw


@pytest.mark.parametrize("columns", [{"state": "unlisted"}, {"feed": True}])
def test_what_nobody_may_read_of_has_no_calendar(visitor, scene, columns):
    if "feed" in columns:
        feed = Feed.objects.create(name="Vale", zone="Europe/London")
        columns = {"feed": feed, "feed_key": "1"}
    Group.objects.filter(pk=scene.tuesday.pk).update(**columns)

    assert visitor.get(of(scene)).status_code == 404
    assert scene.tuesday.public_id not in visitor.get(ALL).content.decode()


def test_all_that_fit_are_asked_for_as_on_the_find_page(visitor, scene):
    everything = calendar(visitor, ALL)
    near = calendar(visitor, f"{ALL}?place=LS6&reach=10")

    assert len(everything.events) == 2
    assert [str(one["SUMMARY"]) for one in near.events] == [
        "Tuesday circle, Headingley"
    ]
    assert calendar(visitor, f"{ALL}?day=6").events == []


def test_a_place_nobody_knows_is_said_in_a_sentence(visitor, scene):
    answer = visitor.get(f"{ALL}?place=Xyzzyplace")

    assert answer.status_code == 400
    assert answer.content.decode().startswith("We do not know that place.")


def test_what_makes_no_sense_is_left_out(visitor, scene):
    odd = f"{ALL}?day=9&reach=-1&lat=abc&lon=999&topic=%0d%0aX&page=999"

    assert len(calendar(visitor, odd).events) == 2


def test_a_name_cannot_write_lines_of_its_own(visitor, scene):
    nasty = "Evening\r\nATTENDEE:mailto:x@example.org\r\n\x0b;,\\"
    Group.objects.filter(pk=scene.tuesday.pk).update(name=nasty, place_name=nasty)

    (series,) = calendar(visitor, of(scene)).events

    assert "ATTENDEE" not in series
    assert "\x0b" not in visitor.get(of(scene)).content.decode()


def test_a_rule_that_is_over_leaves_no_dates(visitor, scene):
    Meeting.objects.filter(group=scene.tuesday).delete()
    Group.objects.filter(pk=scene.tuesday.pk).update(
        rule="FREQ=WEEKLY;BYDAY=TU;COUNT=2"
    )

    assert calendar(visitor, of(scene)).events == []


@pytest.mark.parametrize(
    "rule", ["FREQ=DAILY;COUNT=1000", "FREQ=YEARLY;INTERVAL=10;BYMONTHDAY=29;BYMONTH=2"]
)
def test_the_longest_rule_is_written_at_once(visitor, scene, rule):
    Group.objects.filter(pk=scene.tuesday.pk).update(rule=rule)

    raw = visitor.get(of(scene)).content

    assert len(raw) < 20_000


def test_queries_do_not_grow_with_groups(visitor, scene, django_assert_max_num_queries):
    make_group(scene.leeds, "Another")

    with django_assert_max_num_queries(12):
        visitor.get(ALL)
