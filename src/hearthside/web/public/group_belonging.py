"""What somebody signed in may do with a group: join, wait in line, talk first, see their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, may
from hearthside.groups import directory, joining, line
from hearthside.groups.directory import Sheet
from hearthside.groups.line import MyLine
from hearthside.groups.ways import Talk, ways_of
from hearthside.web.public import saying


@dataclass(frozen=True, slots=True)
class Belonging:
    """What somebody signed in may do here; an empty address means: not offered.

    words -- where they stand: that they belong, or why they cannot join.
    line_url -- they may wait in line here, or do already (is_in_line).
    talk_url -- a facilitator talks with people before they join, if asked.
    """

    words: str = ""
    join_url: str = ""
    place_url: str = ""
    circle_url: str = ""
    line_url: str = ""
    is_in_line: bool = False
    offered: str = ""
    talk_url: str = ""
    tell_url: str = ""
    is_told: bool = False
    desk_url: str = ""

    @property
    def may_come(self) -> bool:
        """Whether they belong, or could join: a full group can still be visited."""
        can = (self.place_url, self.circle_url, self.join_url, self.line_url)
        return any(can)


def belonging_of(
    actor: Actor, sheet: Sheet, *, is_told: bool, now: datetime
) -> Belonging:
    """Return what the actor may do with one of our groups; at most four queries.

    is_told -- they asked to be told when a date changes.
    """
    place, at = directory.place_of(sheet), [sheet.public_id]
    sits = may(actor, Verb.SIT_IN_A_CIRCLE, place)
    circle_url = reverse("our_circle", args=at) if sits else ""
    tell_url = reverse("tell_me", args=at)
    desk_url = (
        reverse("dates", args=at) if may(actor, Verb.CHANGE_A_DATE, place) else ""
    )
    if may(actor, Verb.SEE_MY_PLACE, place):
        return Belonging(
            words=_("You belong to this group."),
            place_url=reverse("my_place", args=at),
            circle_url=circle_url,
            tell_url=tell_url,
            is_told=is_told,
            desk_url=desk_url,
        )
    why = joining.why_not_join(actor, group_id=sheet.id) or ""
    mine = line.my_line(actor, group_id=sheet.id)
    has_talk = why in {"", joining.TALK_FIRST} and ways_of(sheet.id).talk != Talk.OFF
    return Belonging(
        words=why,
        join_url="" if why else reverse("join", args=at),
        line_url=reverse("seat_line", args=at) if mine or why == joining.FULL else "",
        is_in_line=mine is not None,
        offered=_offered(mine, now=now),
        circle_url=circle_url,
        talk_url=reverse("first_talk", args=at) if has_talk else "",
        tell_url=tell_url,
        is_told=is_told,
        desk_url=desk_url,
    )


def _offered(mine: MyLine | None, *, now: datetime) -> str:
    """Return until when a seat is kept for somebody; empty when none is."""
    if mine is None or mine.offered_until is None or mine.offered_until <= now:
        return ""
    return saying.moment(
        mine.offered_until, zone=mine.zone, now=now, house_zone=mine.zone
    ).words
