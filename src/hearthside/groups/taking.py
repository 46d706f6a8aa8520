"""What this room puts into a person's own copy, and what it leaves out and why."""

from __future__ import annotations

import json
from typing import Final

from django.db.models import Q

from hearthside.engines.matching.packing import unpack
from hearthside.engines.takeaway import Kind, Part, Row
from hearthside.groups import first_talks, line, proposed_words, seats
from hearthside.groups.models import (
    Group,
    ImportRun,
    Membership,
    RoleHeld,
    RoleOffer,
    Shortlist,
    Suspension,
    Waiting,
)


def _places(person_id: int) -> list[Row]:
    rows = Membership.objects.filter(seats.of(person_id)).select_related("group")
    return [
        {
            "group": row.group.name,
            "my_name_there": row.name_here,
            "joined": row.joined_at,
            "left": row.left_at,
            "break_until": row.kept_until,
            "how_i_take_part": row.takes_part or None,
        }
        for row in rows.order_by("joined_at", "id")
    ]


def _roles(person_id: int) -> list[Row]:
    rows = RoleHeld.objects.filter(person_id=person_id).order_by("given_at", "id")
    return [
        {
            "role": row.role,
            "group": row.group.name if row.group else None,
            "area": row.locality.name if row.locality else None,
            "from": row.given_at,
            "until": row.ended_at,
        }
        for row in rows.select_related("group", "locality")
    ]


def _lists(person_id: int) -> list[Row]:
    rows = ImportRun.objects.filter(by_person_id=person_id).order_by("made_at", "id")
    return [
        {"list": row.feed.name, "read_in": row.made_at}
        for row in rows.select_related("feed")
    ]


def _waiting(person_id: int) -> list[Row]:
    found: list[Row] = []
    for row in Waiting.objects.filter(person_id=person_id):
        wanted = unpack(row.wanted)
        near = wanted.near
        found.append(
            {
                "since": row.since_at,
                "we_wrote": row.told_at,
                "near_latitude": near.latitude if near else None,
                "near_longitude": near.longitude if near else None,
                "within_km": wanted.reach_km,
                "ways_to_meet": sorted(wanted.ways),
                "access": sorted(wanted.access),
                "languages": sorted(wanted.languages),
                "about": sorted(wanted.experience),
                "for_whom": sorted(wanted.who),
                "wishes": sorted(wanted.wishes),
            }
        )
    return found


def _kept(person_id: int) -> list[Row]:
    found: list[Row] = []
    for row in Shortlist.objects.filter(person_id=person_id):
        kept = json.loads(row.kept)
        rows = Group.objects.filter(public_id__in=[one["group"] for one in kept])
        names = dict(rows.values_list("public_id", "name"))
        for one in kept:
            # A group without a visit has a row too.
            for on, taps, words in one["visits"] or [(None, [], "")]:
                found.append(
                    {
                        "group": names.get(one["group"]),
                        "want_to_try": one["try"],
                        "visited": on,
                        "how_it_was": taps,
                        "what_i_wrote": words,
                    }
                )
    return found


def _offers(person_id: int) -> list[Row]:
    mine = Q(made_by_id=person_id) | Q(person_id=person_id)
    rows = RoleOffer.objects.filter(mine | Q(confirmed_by_id=person_id))
    return [
        {
            "role": row.role,
            "group": row.group.name if row.group else None,
            "area": row.locality.name if row.locality else None,
            "to_me": row.person_id == person_id,
            "by_me": row.made_by_id == person_id,
            "i_agreed": row.confirmed_by_id == person_id,
            "made": row.made_at,
            "over": row.over_at,
        }
        for row in rows.select_related("group", "locality").order_by("made_at", "id")
    ]


def _asked_to_stay_away(person_id: int) -> list[Row]:
    rows = Suspension.objects.filter(by_person_id=person_id).order_by("since_at")
    return [{"since": row.since_at} for row in rows]


def _stay_away(person_id: int) -> list[Row]:
    mine = seats.of(person_id, through="membership")
    rows = Suspension.objects.filter(mine).select_related("membership__group")
    return [{"group": row.membership.group.name, "since": row.since_at} for row in rows]


def _lines(person_id: int) -> list[Row]:
    return [
        {
            "group": row.group.name,
            "asked": row.asked_at,
            "offered_until": row.offered_until,
        }
        for row in line.of_person(person_id)
    ]


def _talks(person_id: int) -> list[Row]:
    return [
        {
            "group": row.group.name,
            "what_to_call_me": row.called or None,
            "when_and_how": row.when or None,
            "asked": row.asked_at,
            "talked": row.done_at,
        }
        for row in first_talks.of_person(person_id)
    ]


def _proposed(person_id: int) -> list[Row]:
    return [
        {
            "group": row.group.name,
            "promises": row.promises,
            "why": row.why,
            "proposed": row.made_at,
            "settled": row.settled_at,
        }
        for row in proposed_words.proposed_by(person_id)
    ]


def _said_to_changes(person_id: int) -> list[Row]:
    return [
        {"group": row.change.group.name, "i_said": row.say}
        for row in proposed_words.said_by(person_id)
    ]


TAKES: Final = (
    Part(
        "groups", "My groups", "Where you belong or belonged, and your name there.",
        "groups.membership",
        {"group": Kind.TEXT, "my_name_there": Kind.TEXT, "joined": Kind.MOMENT,
         "left": Kind.MOMENT, "break_until": Kind.MOMENT, "how_i_take_part": Kind.TEXT},
        _places,
    ),
    Part(
        "roles", "My roles", "What you help with, and where.", "groups.roleheld",
        {"role": Kind.TEXT, "group": Kind.TEXT, "area": Kind.TEXT, "from": Kind.MOMENT,
         "until": Kind.MOMENT}, _roles,
    ),
    Part(
        "lists_read_in", "Lists I read in", "Lists of groups you brought in.",
        "groups.importrun", {"list": Kind.TEXT, "read_in": Kind.MOMENT}, _lists,
    ),
    Part(
        "waiting", "What I wait for", "The group you wait for, as you described it.",
        "groups.waiting",
        {"since": Kind.MOMENT, "we_wrote": Kind.MOMENT, "near_latitude": Kind.NUMBER,
         "near_longitude": Kind.NUMBER, "within_km": Kind.NUMBER,
         "ways_to_meet": Kind.LIST, "access": Kind.LIST, "languages": Kind.LIST,
         "about": Kind.LIST, "for_whom": Kind.LIST, "wishes": Kind.LIST}, _waiting,
    ),
    Part(
        "kept_groups", "Groups I might try",
        "The groups you kept in your account, and what you wrote after visits.",
        "groups.shortlist",
        {"group": Kind.TEXT, "want_to_try": Kind.YES, "visited": Kind.DAY,
         "how_it_was": Kind.LIST, "what_i_wrote": Kind.TEXT}, _kept,
    ),
    Part(
        "role_offers", "Roles held out", "Roles you were asked to take, asked somebody to "
        "take, or agreed to. Who the other was is not in here, and no code.",
        "groups.roleoffer",
        {"role": Kind.TEXT, "group": Kind.TEXT, "area": Kind.TEXT, "to_me": Kind.YES,
         "by_me": Kind.YES, "i_agreed": Kind.YES, "made": Kind.MOMENT,
         "over": Kind.MOMENT}, _offers,
    ),
    Part(
        "asked_to_stay_away", "That I was asked to stay away",
        "In which group, and since when.", "groups.suspension",
        {"group": Kind.TEXT, "since": Kind.MOMENT}, _stay_away,
    ),
    Part(
        "i_suspended", "When I suspended somebody",
        "Since when. Who it is concerns them, so it is not in here.",
        "groups.suspension", {"since": Kind.MOMENT}, _asked_to_stay_away,
    ),
    Part(
        "lines", "Lines I wait in", "Groups in which you wait for a seat.",
        "groups.inline",
        {"group": Kind.TEXT, "asked": Kind.MOMENT, "offered_until": Kind.MOMENT}, _lines,
    ),
    Part(
        "first_talks", "Talks I asked for", "Talks with a facilitator, in your words until "
        "you have talked.", "groups.firsttalk",
        {"group": Kind.TEXT, "what_to_call_me": Kind.TEXT, "when_and_how": Kind.TEXT,
         "asked": Kind.MOMENT, "talked": Kind.MOMENT}, _talks,
    ),
    Part(
        "proposed_changes", "Changes I proposed", "Changes of an agreement, in the words "
        "you proposed.", "groups.change",
        {"group": Kind.TEXT, "promises": Kind.LIST, "why": Kind.TEXT,
         "proposed": Kind.MOMENT, "settled": Kind.MOMENT}, _proposed,
    ),
    Part(
        "said_to_changes", "What I said to changes", "What you said to a proposed change.",
        "groups.voice", {"group": Kind.TEXT, "i_said": Kind.TEXT}, _said_to_changes,
    ),
)  # fmt: skip
NOT_TAKEN: Final = {
    "groups.nameatrest": "Names you gave up in a group. They lie here as marks, and we "
    "cannot read them either."
}
