"""The rota as a calendar: read by a real client, neutral, closed when taken back."""

from __future__ import annotations

import re
from datetime import UTC, timedelta

import pytest
import vobject
from django.test import Client
from icalendar import Calendar

from hearthside.groups import directory
from hearthside.meetings import rota_calendar
from hearthside.meetings.models import Meeting, RotaCalendar
from hearthside.people.signing_in import suspend
from hearthside.workflows import change_a_date
from tests.cast import NOON, signed_in
from tests.rota_scene import BASE, down, fellow, first
from tests.web.desk.desk_scene import at_noon, missing


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    at_noon(monkeypatch)


@pytest.fixture
def tuesday(scene) -> Meeting:
    return first(scene.tuesday)


def address_of(actor) -> str:
    """Make an address by the door people use, and return the path shown."""
    browser = signed_in(actor)
    browser.post("/desk/my-dates/calendar/", {"what": "new"})
    shown = browser.get("/desk/my-dates/").content.decode()
    found = re.search(r'value="[^"]*(/rota/[^"]+\.ics)"', shown)
    assert found
    return found.group(1)


def read(address: str):
    """Read the feed as a calendar does: no cookie, another program's parser."""
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer


def change(what, actor, meeting, **more) -> None:
    meeting.refresh_from_db()
    getattr(change_a_date, what)(
        actor,
        public_id=meeting.public_id,
        group=directory.handles([meeting.group_id])[meeting.group_id],
        version=meeting.version,
        base_address=BASE,
        now=NOON,
        **more,
    )


def test_my_dates_stand_in_it_and_nobody_elses(fern, scene, tuesday):
    down(tuesday, fern)
    down(
        Meeting.objects.filter(group=scene.tuesday).latest("on"),
        fellow(scene.tuesday, "Gil"),
    )

    calendar = vobject.readOne(read(address_of(fern)).content.decode())

    (event,) = calendar.vevent_list
    assert event.dtstart.value == tuesday.starts_at.astimezone(UTC)
    assert event.dtend.value == tuesday.ends_at.astimezone(UTC)
    assert event.status.value == "CONFIRMED"


def test_it_names_no_group_no_place_and_nobody(fern, scene, tuesday):
    down(tuesday, fern)

    answer = read(address_of(fern))

    said = answer.content.decode().casefold()
    for secret in ("headingley", "circle", "wilfrid", "leeds", "fern", "harbour"):
        assert secret not in said
    assert "summary:evening" in said
    assert "location" not in said
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'inline; filename="dates.ics"'
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]


def test_it_is_a_calendar_by_the_book(fern, scene):
    for meeting in Meeting.objects.filter(group=scene.tuesday):
        down(meeting, fern)

    raw = read(address_of(fern)).content

    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(raw)
    assert not calendar.errors
    events = calendar.events
    assert len({str(event["uid"]) for event in events}) == len(events) == 13
    assert all("dtstamp" in event and not event.errors for event in events)


def test_moved_and_called_off_it_stays_the_same_event_and_grows(fern, olu, tuesday):
    down(tuesday, fern)
    address = address_of(fern)
    seen = []
    for what, more in (
        ("", {}),
        (
            "move",
            {"starts_at": tuesday.starts_at + timedelta(days=1), "place_note": ""},
        ),
        ("call_off", {"reason": "The weather"}),
        ("put_back", {}),
    ):
        if what:
            change(what, olu, tuesday, **more)
        (event,) = vobject.readOne(read(address).content.decode()).vevent_list
        tuesday.refresh_from_db()
        assert event.dtstart.value == tuesday.starts_at.astimezone(UTC)
        seen.append((event.uid.value, int(event.sequence.value), event.status.value))

    assert len({uid for uid, _number, _state in seen}) == 1
    assert [number for _uid, number, _state in seen] == [1, 2, 3, 4]
    assert [state for _uid, _number, state in seen] == [
        "CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED",
    ]  # fmt: skip


def test_an_evening_across_the_clock_change_keeps_its_hour(fern, scene):
    # The clocks go forward on 29 March 2026.
    after = Meeting.objects.get(group=scene.tuesday, on="2026-03-31")
    down(after, fern)

    (event,) = vobject.readOne(read(address_of(fern)).content.decode()).vevent_list

    assert event.dtstart.value.isoformat() == "2026-03-31T18:30:00+00:00"


def test_a_new_address_closes_the_old_one(fern, tuesday):
    old = address_of(fern)

    new = address_of(fern)

    assert old != new
    answer = Client().get(old)
    assert (answer.status_code, answer.content) == (404, missing())
    assert read(new)


def test_an_address_taken_back_opens_nothing(fern):
    address = address_of(fern)

    signed_in(fern).post("/desk/my-dates/calendar/", {"what": "stop"})

    assert Client().get(address).content == missing()
    assert (
        "Make a calendar address"
        in signed_in(fern).get("/desk/my-dates/").content.decode()
    )


def test_the_address_of_somebody_suspended_opens_nothing(fern):
    address = address_of(fern)

    suspend(person_id=fern.person_id, now=NOON)

    assert Client().get(address).content == missing()


def test_an_address_a_year_old_opens_nothing_and_is_forgotten(fern, monkeypatch):
    address = address_of(fern)
    later = NOON + timedelta(days=366)
    at_noon(monkeypatch, later)

    assert Client().get(address).status_code == 404
    assert rota_calendar.forget(now=later) == 1


@pytest.mark.parametrize("guess", ["x", "a" * 43, "a" * 300, "..", "%2e%2e", "１"])
def test_a_guess_reads_like_nothing(fern, guess):
    address_of(fern)

    answer = Client().get(f"/rota/{guess}.ics")

    assert (answer.status_code, answer.content) == (404, missing())


def test_a_thief_of_the_database_finds_no_address(fern):
    from django.db import connection

    secret = address_of(fern).removeprefix("/rota/").removesuffix(".ics")

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret, secret_hash FROM meetings_rotacalendar")
        sealed, hashed = cursor.fetchone()

    assert sealed.startswith("s1.")
    assert secret not in f"{sealed} {hashed}"
    assert RotaCalendar.objects.get().secret == secret


@pytest.mark.parametrize("stranger", ["amira", "outsider", "newcomer"])
def test_who_is_on_no_rota_has_no_calendar(request, stranger):
    browser = signed_in(request.getfixturevalue(stranger))

    answer = browser.post("/desk/my-dates/calendar/", {"what": "new"})

    assert (answer.status_code, answer.content) == (404, missing())
    assert not RotaCalendar.objects.exists()


def test_reading_it_a_hundred_dates_long_costs_the_same(
    fern, scene, django_assert_max_num_queries
):
    for meeting in Meeting.objects.filter(group=scene.tuesday):
        down(meeting, fern)
    address = address_of(fern)

    with django_assert_max_num_queries(6):
        Client().get(address)
