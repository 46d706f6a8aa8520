"""Planting the demo: the words of Harbour become an organisation one can walk around in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from hearthside.cli.demo import HARBOUR, learning
from hearthside.cli.demo import told as told_of
from hearthside.cli.demo.agreed import plant_agreed
from hearthside.cli.demo.asked import plant_study
from hearthside.cli.demo.held import held, seen_through, worried
from hearthside.cli.demo.just_over import just_over
from hearthside.cli.demo.planting_evenings import plant_evening
from hearthside.cli.demo.planting_groups import (
    PLANTER,
    plant_group,
    plant_rota,
    plant_year,
)
from hearthside.cli.demo.services import plant_services
from hearthside.cli.demo.shapes import DemoHelpline, DemoPerson
from hearthside.cli.demo.shared import plant_shared
from hearthside.cli.demo.soon import soon
from hearthside.cli.demo.turns import plant_turns
from hearthside.cli.demo.wrong import told_us
from hearthside.core.actor import Role
from hearthside.core.policy import Place
from hearthside.groups import founding, giving_roles
from hearthside.meetings import following, slips, training
from hearthside.organisation import crisis_lines, wording
from hearthside.people import signing_up

PASSWORD: Final = "a lamp in the window"  # noqa: S105 - printed for everybody to try
_BY_SCOPE: Final = {"coordinator": Role.COORDINATOR, "facilitator": Role.FACILITATOR}
_EVERYWHERE: Final = {
    "lead": Role.LEAD,
    "evaluator": Role.EVALUATOR,
    "host": Role.HOST,
    "keyholder": Role.KEYHOLDER,
}
# Said as a number of its own, so not once more in words.
_RELAY: Final = re.compile(
    r"(?:,? ?or )?put 18001 before the number to call with Relay UK\.", re.IGNORECASE
)
_URGENT: Final = frozenset({"emergency", "samaritans", "shout", "nhs-111"})


def plant(
    *, now: datetime, base_address: str, told: Callable[[str], None] = lambda _: None
) -> None:
    """Make the organisation, its people, its groups and a year of evenings.

    now -- what every date is counted from; the same day gives the same demo.
    base_address -- of this house, without a slash at the end: letters lead there.
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
    told("services nearby")
    plant_services(now=now)
    told("sixteen groups")
    groups = {
        group.slug: plant_group(group, locality_id=areas[group.locality], now=now)
        for group in HARBOUR.groups
    }
    told("sixty volunteers and their training")
    learning.what_leading_asks_for()
    people = {person.key: _person(person, today=today) for person in HARBOUR.people}
    learning.who_has_led(people, now=now)
    for person in HARBOUR.people:
        _roles(person, people[person.key], groups=groups, areas=areas, now=now)
    told("a year of evenings")
    for group in HARBOUR.groups:
        plant_year(group, groups[group.slug], now=now)
        plant_rota(group, groups[group.slug], people=people, now=now)
        held(group, groups[group.slug], people=people, now=now)
    # One group offers slips; none does by itself.
    here = Place(group_id=groups["tuesday-headingley"])
    slips.want(PLANTER, place=here, wanted=True, now=now)
    plant_turns(groups=groups, people=people, now=now)
    worried(groups, people, now=now)
    seen_through(people["sol"], now=now)
    told_us(groups, people, base_address=base_address, now=now)
    told_of.told(people, groups, now=now)
    learning.after_evenings(people["fern"], groups["tuesday-headingley"], now=now)
    just_over(people, group_id=groups["tuesday-headingley"], now=now)
    soon(people, group_id=groups["sunday-lamp"], now=now)
    plant_agreed(groups=groups, people=people, now=now)
    told("what people share")
    plant_shared(people, HARBOUR.people, now=now)
    told("a study, and a year of answers")
    plant_study(people, groups, now=now)
    for one in HARBOUR.evenings:
        plant_evening(PLANTER, one, group_id=groups[one.group], now=now)


def _organisation() -> None:
    words = HARBOUR.wording
    wording.set_up(
        wording.House(
            name=words.organisation,
            strapline=words.strapline[:140],
            limits_of_confidence=words.confidentiality_limits,
            honest_hours=words.out_of_hours,
            younger=words.under_18,
            reports_days="01234",
            reports_from=time(9),
            reports_until=time(18),
            second_reader=(
                "the chair of the trustees of Harbour. Their address is on the notice "
                "board of each hall."
            ),
        )
    )


def _line(line: DemoHelpline, *, order: int, today: date) -> crisis_lines.Line:
    by_relay = "put 18001 before the number" in line.deaf_ways.lower()
    return crisis_lines.Line(
        name=line.name,
        for_whom=line.who_for,
        display=line.display,
        dial=line.dial,
        hours=line.hours,
        also=_RELAY.sub("", line.deaf_ways).strip(),
        source=line.source,
        verified_on=today - timedelta(days=line.verified_days_ago),
        order=order * 10,
        is_urgent=line.slug in _URGENT,
        text_display=line.text[0],
        text_dial=line.text[1],
        relay_display=f"18001 {line.display}" if by_relay else "",
        relay_dial=line.dial.replace("tel:", "tel:18001") if by_relay else "",
        opens=line.opens,
        zone="Europe/London",
        languages=" ".join(line.languages),
    )


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
    "amira": "a member of two groups, by two names",
    "bo": "a member",
    "fern": "a facilitator",
    "idris": "the other facilitator of her group",
    "olu": "the coordinator of Leeds and Aire Valley",
    "sol": "a safeguarding lead",
    "sia": "the second safeguarding lead",
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
                name_here=dict(person.names).get(scope, person.called),
                now=now - timedelta(days=120),
            )
            if person.email:
                following.put_down(person_id=person_id, group_id=groups[scope])
        elif role in _EVERYWHERE:
            # Past the two who decide about a second lead: nobody is here yet to be the two.
            giving_roles.begin(
                PLANTER,
                person_id=person_id,
                role=_EVERYWHERE[role],
                group_id=None,
                locality_id=None,
                ends_at=None,
                now=now,
            )
        else:
            giving_roles.give(
                PLANTER,
                person_id=person_id,
                role=_BY_SCOPE[role],
                group_id=groups.get(scope),
                locality_id=areas.get(scope),
                now=now,
            )
