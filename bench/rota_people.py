"""The organisation of bench/rota_year.py: groups near and far, and their volunteers."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from zoneinfo import ZoneInfo

from hearthside.core.actor import Machine, Role
from hearthside.engines import recurrence, words
from hearthside.groups import directory, founding, giving_roles
from hearthside.meetings import schedule, shadowing, training
from hearthside.organisation import wording
from hearthside.people import signing_up

ZONE = ZoneInfo("Europe/London")
FIRST = date(2026, 3, 2)
HOST = Machine("year")
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
STARTS = (clock_time(18, 30), clock_time(19, 0), clock_time(19, 30))
AREAS = (("leeds", 53.80, -1.55), ("hull", 53.74, -0.33), ("york", 53.96, -1.08),
         ("keighley", 53.87, -1.91))  # fmt: skip


@dataclass
class People:
    """Who facilitates which group, and who coordinates which locality."""

    volunteers: dict[int, list[int]] = field(default_factory=dict)
    coordinators: dict[int, int] = field(default_factory=dict)


def plant(*, groups: int, chance: random.Random) -> People:
    """Make the areas, groups, volunteers with certificates, and the first quarter."""
    now, people = at(FIRST, 0), People()
    wording.set_up(wording.House(name="Harbour"))
    areas = [
        wording.add_area(slug=slug, name=slug.title(), blurb="", latitude=lat, longitude=lon)
        for slug, lat, lon in AREAS
    ]  # fmt: skip
    for number in range(groups):
        area, where = areas[number % len(areas)], AREAS[number % len(AREAS)]
        new = _group(number, where, chance)
        group_id = founding.found(HOST, new, locality_id=area, now=now).group_id
        # Every third group has two volunteers and no third.
        people.volunteers[group_id] = [
            _volunteer(f"{number}.{turn}", group_id, chance, now)
            for turn in range(2 + (number % 3 > 0))
        ]
    for area in areas:
        email = f"keeper{area}@example.org"
        person = signing_up.welcome(called=f"Keeper {area}", password=None, email=email)
        role = Role.COORDINATOR
        giving_roles.give(HOST, person_id=person, role=role, locality_id=area, now=now)
        people.coordinators[area] = person
    keep_dates(now)
    return people


def certify(person: int, on: date) -> None:
    """Note a certificate that lasts two years."""
    training.note_certificate(
        person_id=person,
        name=training.TO_FACILITATE,
        got_on=on,
        runs_out_on=on + timedelta(days=730),
    )


def keep_dates(now: datetime) -> None:
    """Make the rows of the coming quarter."""
    for group, pattern in directory.meeting_patterns():
        schedule.keep_dates(pattern, group_id=group.id, now=now)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return this moment on the clock of every group, in UTC."""
    wall = datetime.combine(day, clock_time(hour, minute), tzinfo=ZONE)
    return wall.astimezone(UTC)


def _group(
    number: int, where: tuple[str, float, float], chance: random.Random
) -> founding.NewGroup:
    slug, lat, lon = where
    pattern = recurrence.Pattern(
        rule=f"FREQ=WEEKLY;BYDAY={DAYS[number % 7]}",
        starts_on=FIRST - timedelta(days=7),
        starts_at=STARTS[number % 3],
        minutes=90,
        zone="Europe/London",
    )
    return founding.NewGroup(
        name=f"Group {number} of {slug}", one_line="", about="", first_time="",
        who_meets_you="", hours_note="", seats=12, attendance=words.IN_PERSON,
        pattern=pattern, said=(), latitude=lat + chance.uniform(-0.05, 0.05),
        longitude=lon + chance.uniform(-0.05, 0.05), promises=("We listen.",),
    )  # fmt: skip


def _volunteer(name: str, group_id: int, chance: random.Random, now: datetime) -> int:
    # One in forty gave an address: enough letters to follow, and a year in two minutes.
    email = f"v{name}@example.org" if chance.random() < 0.025 else ""
    person = signing_up.welcome(called=f"Volunteer {name}", password=None, email=email)
    role = Role.FACILITATOR
    giving_roles.give(HOST, person_id=person, role=role, group_id=group_id, now=now)
    certify(person, now.date() - timedelta(days=chance.randrange(700)))
    # They lead already: nobody has to sit beside somebody else first.
    shadowing.note_led_before(person_id=person, now=now)
    return person
