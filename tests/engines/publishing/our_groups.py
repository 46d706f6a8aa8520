"""One of our groups as it is published, for every standard's tests; change what you need."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hearthside.engines.publishing.published import (
    Published,
    PublishedDate,
    Publisher,
)
from hearthside.engines.recurrence import Pattern

# A Monday; the group meets the next evening.
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LEEDS = ZoneInfo("Europe/London")
HOUSE = Publisher(
    "Harbour", "People who sit with you.", "https://harbour.example", LEEDS.key, "GB"
)
TUESDAYS = Pattern(
    rule="FREQ=WEEKLY;BYDAY=TU",
    starts_on=date(2026, 1, 6),
    starts_at=time(19, 30),
    minutes=90,
    zone=LEEDS.key,
)
TUESDAY = Published(
    id="tuesday23456",
    url="https://harbour.example/groups/tuesday23456/",
    name="Tuesday circle",
    one_line="A small circle that listens.",
    about="",
    first_time="Somebody meets you at the door.",
    area="Leeds",
    attendance="in_person",
    place_name="St Wilfrid's Hall",
    address="Cardigan Road, Leeds LS6",
    address_withheld=False,
    district="Headingley",
    latitude=53.8212,
    longitude=-1.5801,
    is_approximate=False,
    directions="The side door.",
    access_notes="",
    online_note="",
    has_online_link=False,
    said=("depression", "step_free"),
    languages=("en",),
    seats=12,
    is_paused=False,
    pattern=TUESDAYS,
    dates=(),
    confirmed_at=NOON,
    sequence=1,
    changed_at=NOON,
    details_changed_at=NOON,
    area_slug="leeds",
)
WITHHELD = replace(
    TUESDAY, id="withheld2345", name="Quiet circle", address_withheld=True,
    place_name="", address="", directions="", latitude=None, longitude=None,
)  # fmt: skip


def meeting(rule: str, **changes: Any) -> Published:
    """Return the group with another rule."""
    return replace(TUESDAY, pattern=replace(TUESDAYS, rule=rule, **changes))


def a_date(on: date, **changes: Any) -> PublishedDate:
    """Return one date of the Tuesday group, as the pattern gave it but for the changes."""
    usual = datetime.combine(on, time(19, 30), tzinfo=LEEDS)
    as_given = PublishedDate(
        id="date23456789",
        on=on,
        starts_at=usual,
        ends_at=usual + timedelta(minutes=90),
        usual_start=usual,
        is_called_off=False,
        is_unsure=False,
        place_note="",
        sequence=2,
        changed_at=NOON,
    )
    return replace(as_given, **changes)
