"""Joining and leaving a group: who may, and the acts themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, OuterRef, Q

from hearthside.core import rights_changed
from hearthside.core.actor import Actor, Anybody, Visitor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import first_talks, line, naming, proposed_words, seats
from hearthside.groups.models import Agreement, Group, InLine, Membership
from hearthside.groups.my_place import mine
from hearthside.groups.ways import Talk

FULL: Final = "This group is full. You can still come and visit one evening."
TALK_FIRST: Final = (
    "Here a facilitator talks with people before they join. You can ask for a talk."
)


class CannotJoin(Refusal):
    """The actor may not take a seat in this group, or not now."""


@dataclass(frozen=True, slots=True)
class MyPlace:
    """A group I belong to, and the name I have there."""

    group_id: int
    group_public_id: str
    group_name: str
    name_here: str


def why_not_join(actor: Anybody, *, group_id: int) -> str | None:
    """Return the reason this actor cannot join, or None when the door is open.

    One query; one more where people wait in line, and where a talk comes first.

    The page shows it beside a disabled button; `join` refuses with it.

    Raises NotFound.
    """
    open_place = Q(memberships__left_at=None)
    # Nobody is number nought.
    me = 0 if isinstance(actor, Visitor) else actor.person_id
    is_mine = open_place & seats.of_here(me, group_id=group_id, through="memberships")
    promises = Agreement.objects.filter(group_id=OuterRef("pk"))
    row = (
        Group.objects.filter(id=group_id, feed=None)
        .annotate(
            taken=Count("memberships", filter=open_place),
            mine=Count("memberships", filter=is_mine),
            has_agreement=Exists(promises),
            has_line=Exists(InLine.objects.filter(group_id=OuterRef("pk"))),
            talk=F("ways__talk"),
        )
        .values_list(
            "state", "seats", "taken", "mine", "has_agreement", "has_line", "talk"
        )
        .first()
    )
    if row is None:
        raise NotFound
    state, room_for, taken, is_in, has_agreement, has_line, talk = row
    if isinstance(actor, Visitor):
        return "Sign in to join a group."
    if is_in:
        return "You are already in this group."
    if state != Group.State.LISTED:
        return "This group is taking a pause. You can join when it is back."
    if not has_agreement:
        return "This group has not written its agreement yet. Please ask again soon."
    if taken >= room_for:
        return FULL
    # Whoever waited longer is asked first: a free seat may be theirs.
    if has_line and taken + line.ahead_of(actor, group_id=group_id) >= room_for:
        return FULL
    if talk == Talk.ASKED and not first_talks.has_talked(actor, group_id=group_id):
        return TALK_FIRST
    return None


def join(
    actor: Actor,
    *,
    group_id: int,
    name_here: str,
    skeleton: str,
    agreement_number: int,
    now: datetime,
) -> None:
    """Give the actor a seat in the group.

    name_here -- the name chosen for this group, already found fit to be a name.
    skeleton -- what that name looks like; no two in a group may look alike.
    agreement_number -- the version the actor read and accepted.
    now -- aware, UTC; kept as the joining time.

    Raises NotFound, CannotJoin.
    """
    with transaction.atomic():
        # Two people may reach for the last seat at once: the row lock makes them queue.
        Group.objects.select_for_update().filter(id=group_id).first()
        if why := why_not_join(actor, group_id=group_id):
            raise CannotJoin(why)
        newest = Agreement.objects.filter(group_id=group_id).order_by("-number")[0]
        if newest.number != agreement_number:
            raise CannotJoin(
                "The agreement changed while you were reading. Please read it once more."
            )
        if why := naming.why_taken(
            skeleton, person_id=actor.person_id, group_id=group_id, now=now
        ):
            raise CannotJoin(why)
        try:
            with transaction.atomic():
                seats.take(
                    person_id=actor.person_id,
                    group_id=group_id,
                    name_here=name_here,
                    skeleton=skeleton,
                    agreement_number=agreement_number,
                    now=now,
                )
        except IntegrityError as clash:
            raise CannotJoin(naming.TAKEN) from clash
        line.drop(actor.person_id, group_id=group_id)
        first_talks.drop(actor.person_id, group_id=group_id)


def wait_in_line(actor: Actor, *, group_id: int, now: datetime) -> None:
    """Stand in the line of a group that is full.

    Raises NotFound, CannotWaitInLine.
    """
    if (why := why_not_join(actor, group_id=group_id)) != FULL:
        raise line.CannotWaitInLine(why or "There is a free seat. You can join now.")
    line.ask(actor, group_id=group_id, now=now)


def leave(actor: Actor, *, group_id: int, now: datetime) -> None:
    """Give up the actor's seat, in one step; nobody else has their name for a while.

    Raises NotFound.
    """
    with transaction.atomic():
        Group.objects.select_for_update().filter(id=group_id).first()
        proposed_words.take_my_words_back(actor, group_id=group_id)
        naming.rest_mine(actor, group_id=group_id, now=now)
        if not mine(actor, group_id).update(left_at=now, takes_part=""):
            raise NotFound
        rights_changed.note([actor.person_id], now=now)


def my_places(actor: Actor) -> list[MyPlace]:
    """Return the groups the actor belongs to."""
    rows = Membership.objects.filter(seats.of(actor.person_id), left_at=None)
    columns = ("group_id", "group__public_id", "group__name", "name_here")
    return [MyPlace(*row) for row in rows.order_by("group__name").values_list(*columns)]


def who_is(name_here: str) -> list[int]:
    """Return the people who go by exactly this name in a group now; seldom more than one."""
    rows = Membership.objects.filter(name_here=name_here, left_at=None)
    return sorted(
        {int(sealed) for sealed in rows.values_list("whose_sealed", flat=True)}
    )


def forget(*, still_needed: frozenset[int], now: datetime) -> int:
    """Delete places given up a year ago, and burned ones once their name has rested.

    Not those by which somebody is suspended. still_needed -- burned ones that are kept
    for now, though no longer than the year; of somebody who belongs again the place then
    stays without its name, so that what others decided about it still holds.
    """
    # While a burned name rests, a lead can still find who had it. After that nobody can.
    burned = Q(name_here="", left_at__lt=now - naming.RESTS_FOR)
    old = Membership.objects.filter(
        Q(left_at__lt=now - timedelta(days=365)) | burned & ~Q(id__in=still_needed)
    )
    back = Membership.objects.filter(left_at=None).values("whose_here")
    follows = Q(id__in=still_needed, whose_here__in=back)
    kept = old.filter(follows).exclude(name_here="")
    blotted = kept.update(name_here="", skeleton="", takes_part="")
    return blotted + old.exclude(follows).filter(suspension=None).delete()[0]
