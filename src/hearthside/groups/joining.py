"""Joining and leaving a group: who may, and the acts themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q

from hearthside.core.actor import Actor, Anybody, Visitor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.models import Agreement, Group, Membership


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
    """Return the reason this actor cannot join, or None when the door is open; one query.

    The page shows it beside a disabled button; `join` refuses with it.

    Raises NotFound.
    """
    open_place = Q(memberships__left_at=None)
    me = None if isinstance(actor, Visitor) else actor.person_id
    is_mine = open_place & Q(memberships__person_id=me)
    promises = Agreement.objects.filter(group_id=OuterRef("pk"))
    row = (
        Group.objects.filter(id=group_id, feed=None)
        .annotate(
            taken=Count("memberships", filter=open_place),
            mine=Count("memberships", filter=is_mine),
            has_agreement=Exists(promises),
        )
        .values_list("state", "seats", "taken", "mine", "has_agreement")
        .first()
    )
    if row is None:
        raise NotFound
    state, seats, taken, mine, has_agreement = row
    if isinstance(actor, Visitor):
        return "Sign in to join a group."
    if mine:
        return "You are already in this group."
    if state != Group.State.LISTED:
        return "This group is taking a pause. You can join when it is back."
    if not has_agreement:
        return "This group has not written its agreement yet. Please ask again soon."
    if taken >= seats:
        return "This group is full. You can still come and visit one evening."
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
        try:
            with transaction.atomic():
                Membership.objects.create(
                    group_id=group_id,
                    person_id=actor.person_id,
                    name_here=name_here,
                    skeleton=skeleton,
                    agreement_number=agreement_number,
                    joined_at=now,
                )
        except IntegrityError as clash:
            raise CannotJoin(
                "Somebody in this group has that name, or one that looks like it. "
                "Choose another."
            ) from clash


def leave(actor: Actor, *, group_id: int, now: datetime) -> None:
    """Give up the actor's seat, in one step.

    Raises NotFound.
    """
    mine = Membership.objects.filter(
        group_id=group_id, person_id=actor.person_id, left_at=None
    )
    if not mine.update(left_at=now):
        raise NotFound


def my_places(actor: Actor) -> list[MyPlace]:
    """Return the groups the actor belongs to."""
    rows = Membership.objects.filter(person_id=actor.person_id, left_at=None)
    return [
        MyPlace(row.group_id, row.group.public_id, row.group.name, row.name_here)
        for row in rows.select_related("group").order_by("group__name")
    ]


def forget(*, now: datetime) -> int:
    """Delete places given up more than a year ago."""
    old = Membership.objects.filter(left_at__lt=now - timedelta(days=365))
    return old.delete()[0]
