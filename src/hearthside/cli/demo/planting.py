"""Planting the demo: the words of Harbour become an organisation one can walk around in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from hearthside.cli.demo import HARBOUR
from hearthside.cli.demo.shapes import DemoGroup, DemoHelpline, DemoPerson
from hearthside.cli.demo.year import (
    ROTA_WEEKS,
    CalledOff,
    evening,
    facilitators_in_place,
)
from hearthside.core.actor import Machine, Role
from hearthside.engines import recurrence
from hearthside.groups import directory, founding, roles
from hearthside.meetings import following, history, rota, schedule, training
from hearthside.organisation import crisis_lines, wording
from hearthside.people import signing_up

SEED: Final = "harbour"
PASSWORD: Final = "a lamp in the window"  # noqa: S105 - printed for everybody to try
PLANTER: Final = Machine("demo")
# Left to fade, so that the desk has something to confirm.
NOT_CONFIRMED_FOR: Final = {"old-town-makers": 41, "hyde-park-thursdays": 33}
_BY_SCOPE: Final = {"coordinator": Role.COORDINATOR, "facilitator": Role.FACILITATOR}
_EVERYWHERE: Final = {
    "lead": Role.LEAD,
    "evaluator": Role.EVALUATOR,
    "host": Role.HOST,
}
_URGENT: Final = frozenset({"emergency", "samaritans", "shout", "nhs-111"})


def plant(*, now: datetime, told: Callable[[str], None] = lambda _: None) -> None:
    """Make the organisation, its people, its groups and a year of evenings.

    now -- what every date is counted from; the same day gives the same demo.
    """
    today = now.date()
    told("the organisation and its help lines")
    _organisation()
    areas = {
        place.slug: wording.add_area(
            slug=place.slug,
            name=place.name,
            blurb=place.blurb,
            latitude=place.latitude,
            longitude=place.longitude,
        )
        for place in HARBOUR.localities
    }
    for order, line in enumerate(HARBOUR.helplines):
        crisis_lines.add_line(_line(line, order=order, today=today))
    told("sixteen groups")
    groups = {
        group.slug: _group(group, locality_id=areas[group.locality], now=now)
        for group in HARBOUR.groups
    }
    told("sixty volunteers and their training")
    people = {person.key: _person(person, today=today) for person in HARBOUR.people}
    for person in HARBOUR.people:
        _roles(person, people[person.key], groups=groups, areas=areas, now=now)
    told("a year of evenings")
    for group in HARBOUR.groups:
        _year(group, groups[group.slug], now=now)
        _rota(group, groups[group.slug], people=people, now=now)


def _organisation() -> None:
    words = HARBOUR.wording
    wording.set_up(
        wording.House(
            name=words.organisation,
            strapline=words.strapline[:140],
            limits_of_confidence=f"{words.confidentiality}\n\n{words.confidentiality_limits}",
            honest_hours=words.out_of_hours,
            younger=words.under_18,
        )
    )


def _line(line: DemoHelpline, *, order: int, today: date) -> crisis_lines.Line:
    return crisis_lines.Line(
        name=line.name,
        for_whom=line.who_for,
        display=line.display,
        dial=line.dial,
        hours=line.hours,
        also=line.deaf_ways,
        source=line.source,
        verified_on=today - timedelta(days=line.verified_days_ago),
        order=order * 10,
        is_urgent=line.slug in _URGENT,
    )


def _group(group: DemoGroup, *, locality_id: int, now: datetime) -> int:
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
        )
    return group_id


def _person(person: DemoPerson, *, today: date) -> int:
    may_sign_in = person.key in SIGN_IN_AS
    person_id = signing_up.welcome(
        called=person.called,
        password=PASSWORD if may_sign_in else None,
        email=person.email,
    )
    for course in person.training:
        got_on = today - timedelta(days=course.days_ago)
        training.note_certificate(
            person_id=person_id,
            name=course.name,
            got_on=got_on,
            runs_out_on=got_on + timedelta(days=course.lasts_days),
        )
    return person_id


SIGN_IN_AS: Final[dict[str, str]] = {
    "amira": "a member of two groups",
    "bo": "a member",
    "fern": "a facilitator",
    "olu": "the coordinator of Leeds and Aire Valley",
    "sol": "the safeguarding lead",
    "eve": "the evaluator",
    "hal": "the host",
}


def _roles(
    person: DemoPerson,
    person_id: int,
    *,
    groups: dict[str, int],
    areas: dict[str, int],
    now: datetime,
) -> None:
    for role, scope in person.roles:
        if role == "member":
            founding.seat(
                person_id=person_id,
                group_id=groups[scope],
                name_here=person.called,
                now=now - timedelta(days=120),
            )
            if person.email:
                following.put_down(person_id=person_id, group_id=groups[scope])
        elif role in _EVERYWHERE:
            roles.give(PLANTER, person_id=person_id, role=_EVERYWHERE[role], now=now)
        else:
            roles.give(
                PLANTER,
                person_id=person_id,
                role=_BY_SCOPE[role],
                group_id=groups.get(scope),
                locality_id=areas.get(scope),
                now=now,
            )


def _year(group: DemoGroup, group_id: int, *, now: datetime) -> None:
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


def _rota(
    group: DemoGroup, group_id: int, *, people: dict[str, int], now: datetime
) -> None:
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
