"""hearthside set-up | area | give: a house of one's own, from the first evening."""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import replace
from typing import Any, Final

from django.utils.timezone import now

from hearthside.core.actor import Machine, Role
from hearthside.core.refusals import Refusal
from hearthside.groups import giving_roles
from hearthside.organisation import places, reporting_hours, wording
from hearthside.people.signing_in import person_called

HOST = Machine("host")
_WORDS = {
    "name": "what the charity is called",
    "strapline": "one line under the name",
    "what_it_is": "what this is, for somebody who never heard of it; 200 letters at most",
    "who_it_is_for": "whom it is for; 200 letters at most",
    "what_happens": "what happens if somebody comes; 200 letters at most",
    "tab_title": "what the browser's tab says; something neutral",
    "leave_to": "where Leave now leads",
    "zone": "IANA time zone, such as Europe/London",
    "country": "ISO code, such as GB",
    "limits_of_confidence": "when confidence ends, and who would be told",
    "honest_hours": "when facilitators can be reached, and when not",
    "younger": "where people under 18 find help",
    "second_reader": "who outside reads a report that nobody in the house may read",
}

# Membership is joined, and tonight comes with the rota.
GIVEN: Final = [r.value for r in Role if r not in {Role.MEMBER, Role.TONIGHT}]


def add_to(subparsers: Any) -> None:
    """Add `set-up`, `area` and `give`."""
    parser = subparsers.add_parser("set-up", help="the organisation's own words")
    for name, meaning in _WORDS.items():
        parser.add_argument(f"--{name.replace('_', '-')}", help=meaning)
    parser.add_argument(
        "--reports-read", help='when somebody reads reports: "Mon-Fri 09:00-18:00"'
    )
    parser.add_argument(
        "--reports-closed",
        help='days on which nobody does: "2026-12-25, 2026-12-26"; takes the place of '
        "those before",
    )
    parser.add_argument(
        "--told-after-hours",
        type=int,
        choices=range(73),
        metavar="0-72",
        help="hours until a person hears that their emergency contact was opened; 0: at once",
    )
    parser.set_defaults(run=set_up)
    area = subparsers.add_parser("area", help="add or rename a locality")
    area.add_argument("name", help='such as "Leeds and Aire Valley"')
    area.add_argument("--near", required=True, help="a town in its middle")
    area.add_argument("--slug", help="its short name in addresses")
    area.add_argument("--blurb", default="", help="a sentence about it")
    area.set_defaults(run=add_area)
    giving = subparsers.add_parser("give", help="give a role to somebody who signed up")
    giving.add_argument("role", choices=GIVEN)
    giving.add_argument("person", help="the name they sign in with")
    giving.add_argument("--area", help="the locality's short name, for a coordinator")
    giving.set_defaults(run=give)


def set_up(args: argparse.Namespace) -> int:
    """Keep those of the organisation's words that were given."""
    given: dict[str, Any] = {
        name: getattr(args, name) for name in _WORDS if getattr(args, name)
    }
    if args.told_after_hours is not None:
        given["told_after_hours"] = args.told_after_hours
    try:
        given |= _reporting_hours(args)
        wording.set_up(replace(wording.the_house(), **given))
    except Refusal as refusal:
        return _no(refusal.why)
    print(f"Kept: {', '.join(given) or 'what there was'}.")
    return 0


def _reporting_hours(args: argparse.Namespace) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if args.reports_read:
        days, begins, ends = reporting_hours.read(args.reports_read)
        given = {"reports_days": days, "reports_from": begins, "reports_until": ends}
    if args.reports_closed is not None:
        closed = reporting_hours.read_closed(args.reports_closed)
        given["reports_closed_on"] = closed
    return given


def add_area(args: argparse.Namespace) -> int:
    """Keep a locality."""
    spot = places.look_up(args.near, country=wording.the_house().country)
    if spot is None:
        return _no(f"There is no town called {args.near!r} in the gazetteer.")
    slug = args.slug or re.sub(r"[^a-z0-9]+", "-", args.name.lower()).strip("-")[:40]
    wording.add_area(
        slug=slug,
        name=args.name,
        blurb=args.blurb,
        latitude=spot.latitude,
        longitude=spot.longitude,
    )
    print(f"{args.name} is kept as {slug}, with its middle at {spot.name}.")
    return 0


def give(args: argparse.Namespace) -> int:
    """Give a role to somebody who signed up."""
    person = person_called(args.person)
    if person is None:
        return _no(f"Nobody called {args.person!r} signs in here. They sign up first.")
    area = next((a for a in wording.areas() if a.slug == args.area), None)
    if args.area and area is None:
        return _no(f"There is no locality called {args.area!r}.")
    try:
        giving_roles.give(
            HOST,
            person_id=person,
            role=Role(args.role),
            locality_id=area.id if area else None,
            now=now(),
        )
    except Refusal as refusal:
        return _no(refusal.why)
    print(f"{args.person} is {args.role} now.")
    return 0


def _no(why: str) -> int:
    print(why, file=sys.stderr)
    return 1
