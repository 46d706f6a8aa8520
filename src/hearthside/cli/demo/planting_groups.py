"""Planting the groups of the demo: each with its agreement, a year of evenings and a rota."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from hearthside.cli.demo import HARBOUR
from hearthside.cli.demo.shapes import DemoGroup
from hearthside.cli.demo.year import (
    ROTA_WEEKS,
    CalledOff,
    evening,
    facilitators_in_place,
)
from hearthside.core.actor import Machine
from hearthside.engines import recurrence
from hearthside.groups import directory, founding
from hearthside.meetings import history, rota, schedule, training

SEED: Final = "harbour"
PLANTER: Final = Machine("demo")
# Left to fade, so that the desk has something to confirm.
NOT_CONFIRMED_FOR: Final = {"old-town-makers": 41, "hyde-park-thursdays": 33}


def plant_group(group: DemoGroup, *, locality_id: int, now: datetime) -> int:
    """Found the group with every version of its agreement, and return its id."""
    today = now.date()
    founded = today - timedelta(days=365 * group.founded_years_ago)
    pattern = recurrence.read(
        group.recurrence,
        starts_on=founded,
        zone=group.zone,
        minutes=group.minutes,
    )
    pauses = tuple(
        (
            today + timedelta(weeks=pause.first_week),
            today + timedelta(weeks=pause.last_week),
        )
        for pause in HARBOUR.pauses
        if pause.group == group.slug
    )
    pattern = recurrence.Pattern(
        pattern.rule,
        pattern.starts_on,
        pattern.starts_at,
        pattern.minutes,
        pattern.zone,
        pauses=pauses,
    )
    versions = [a for a in HARBOUR.wording.agreements if a.group == group.slug]
    venue = group.venue
    new = founding.NewGroup(
        name=group.name,
        one_line=group.one_line,
        about=group.about,
        first_time=group.first_time,
        who_meets_you=group.who_meets_you,
        hours_note=group.hours_note,
        seats=group.seats,
        attendance=group.attendance,
        pattern=pattern,
        said=(
            *group.topics,
            *group.who_for,
            *group.access,
            *group.manner,
            *(f"lang:{language}" for language in group.languages),
        ),
        place_name=venue.name if venue else "",
        address=venue.address if venue else "",
        address_withheld=group.address_withheld,
        district=venue.outward if venue else "",
        latitude=venue.latitude if venue else None,
        longitude=venue.longitude if venue else None,
        directions=venue.getting_there if venue else "",
        access_notes=venue.access_notes if venue else "",
        door=venue.door if venue else "",
        online_note=group.online_note,
        online_link=group.online_link,
        promises=versions[0].promises if versions else group.agreement,
        promised_on=founded,
    )
    confirmed = now - timedelta(days=NOT_CONFIRMED_FOR.get(group.slug, 3))
    group_id = founding.found(
        PLANTER, new, locality_id=locality_id, now=confirmed
    ).group_id
    for version in versions[1:]:
        founding.adopt(
            group_id=group_id,
            number=version.version,
            promises=version.promises,
            on=today - timedelta(days=version.days_ago),
            why=version.why,
        )
    return group_id


def plant_year(group: DemoGroup, group_id: int, *, now: datetime) -> None:
    """Write down the evenings of the last 52 weeks, and make the coming dates."""
    today = now.date()
    pattern = next(
        pattern
        for handle, pattern in directory.meeting_patterns()
        if handle.id == group_id
    )
    past = []
    first = today - timedelta(weeks=52)
    for occurrence in recurrence.dates(pattern, first=first, last=today):
        if occurrence.ends > now:
            continue
        weeks_ago = (today - occurrence.on).days // 7
        how = evening(SEED, group.slug, weeks_ago=weeks_ago, today=today)
        past.append(
            history.Past(occurrence, None, None, None, how.reason)
            if isinstance(how, CalledOff)
            else history.Past(occurrence, how.here, how.first_time, how.been_before)
        )
    history.write_down(past, group_id=group_id)
    schedule.keep_dates(pattern, group_id=group_id, now=now)


def plant_rota(
    group: DemoGroup, group_id: int, *, people: dict[str, int], now: datetime
) -> None:
    """Put facilitators in date down for the weeks ahead, with the gaps of the demo."""
    today = now.date()
    who = [p for p in HARBOUR.people if ("facilitator", group.slug) in p.roles]
    trained = training.trained(
        (people[p.key] for p in who), on=today + timedelta(weeks=9)
    )
    fit = [people[p.key] for p in who if people[p.key] in trained]
    until = now + timedelta(weeks=ROTA_WEEKS)
    coming = history.coming_ids(group_id=group_id, now=now, until=until)
    for meeting_id, starts_at in coming:
        week = (starts_at.date() - today).days // 7
        wanted = facilitators_in_place(
            SEED, group.slug, weeks_ahead=min(week, ROTA_WEEKS - 1)
        )
        for turn in range(min(wanted, len(fit))):
            rota.put_down(
                meeting_id=meeting_id, person_id=fit[(week + turn) % len(fit)]
            )
