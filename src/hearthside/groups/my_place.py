"""My place in a group: my name there, what I promised, how I take part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery

from hearthside.core.actor import Actor
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import seats
from hearthside.groups.agreeing import CannotAccept
from hearthside.groups.models import Agreement, Group, Membership

# Ways of taking part; none is more than another, and nothing counts any of them.
LISTENS: Final = "listens"
SPEAKS: Final = "speaks"
AS_IT_COMES: Final = ""
TAKING_PART: Final = (AS_IT_COMES, LISTENS, SPEAKS)


class CannotChoose(Refusal):
    """There is no such way of taking part."""


@dataclass(frozen=True, slots=True)
class Place:
    """My place in one group.

    promised -- the number of the agreement I accepted; newest -- of the one of today.
    kept_until -- I take a break, and the seat is kept until then.
    """

    group_id: int
    name_here: str
    joined_at: datetime
    promised: int
    newest: int
    kept_until: datetime | None
    takes_part: str

    @property
    def has_something_to_read(self) -> bool:
        return self.promised < self.newest


@dataclass(frozen=True, slots=True)
class Unread:
    """A group of mine whose agreement changed since I accepted it."""

    public_id: str
    name: str


def my_place(actor: Actor, *, group_id: int) -> Place:
    """Return my place in this group; one query.

    Raises NotFound: the actor does not belong.
    """
    row = mine(actor, group_id).annotate(newest=_newest()).first()
    if row is None:
        raise NotFound
    return Place(
        group_id,
        row.name_here,
        row.joined_at,
        row.agreement_number,
        row.newest or row.agreement_number,
        row.kept_until,
        row.takes_part,
    )


def unread(actor: Actor) -> list[Unread]:
    """Return the groups whose agreement the actor has not read as it is now; one query.

    Whoever takes a break is not asked before they come back.
    """
    rows = (
        Membership.objects.filter(
            seats.of(actor.person_id), left_at=None, kept_until=None
        )
        .annotate(newest=_newest())
        .filter(newest__gt=F("agreement_number"))
        .order_by("group__name")
    )
    return [Unread(*row) for row in rows.values_list("group__public_id", "group__name")]


def why_not_act(actor: Actor, *, group_id: int) -> str | None:
    """Return why somebody who belongs cannot take part in what the group decides now."""
    here = my_place(actor, group_id=group_id)
    if here.kept_until is not None:
        return "You are taking a break. Come back first: it is one press."
    if here.has_something_to_read:
        return "The agreement has changed. Please read it, and accept it, first."
    return None


def accept(actor: Actor, *, group_id: int, number: int) -> None:
    """Promise what the agreement says as it is now; a break ends with it.

    number -- the version that was on the screen.

    Raises NotFound, CannotAccept.
    """
    with transaction.atomic():
        Group.objects.select_for_update().filter(id=group_id).first()
        if my_place(actor, group_id=group_id).newest != number:
            raise CannotAccept(
                "The agreement changed while you were reading. Please read it once more."
            )
        mine(actor, group_id).update(agreement_number=number, kept_until=None)


def choose_how(actor: Actor, *, group_id: int, takes_part: str) -> None:
    """Keep how the actor takes part; only they ever see it.

    Raises NotFound, CannotChoose.
    """
    if takes_part not in TAKING_PART:
        raise CannotChoose("Choose one of the three.")
    if not mine(actor, group_id).update(takes_part=takes_part):
        raise NotFound


def _newest() -> Subquery:
    versions = Agreement.objects.filter(group_id=OuterRef("group_id"))
    return Subquery(versions.order_by("-number").values("number")[:1])


def mine(actor: Actor, group_id: int) -> QuerySet[Membership]:
    """Return the actor's open place in a group, as a row or none. For this room only."""
    here = seats.of_here(actor.person_id, group_id=group_id)
    return Membership.objects.filter(here, left_at=None)
