"""The line for a seat in one group: whoever asked first is asked first. Sealed, and it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups.marks import mark, marks
from hearthside.groups.models import Group, InLine, Membership
from hearthside.people.signing_in import is_welcome

OFFERED_FOR: Final = timedelta(hours=72)
KEPT_FOR: Final = timedelta(days=365)
LONGEST: Final = 60
# An offer that passes unanswered moves somebody to the end; the second one ends it.
MOST_OFFERS: Final = 2
_WHAT: Final = "line"


class CannotWaitInLine(Refusal):
    """There is no line here, or no place in it."""


@dataclass(frozen=True, slots=True)
class MyLine:
    """A line the actor stands in.

    offered_until -- a seat is theirs until then, if they want it.
    """

    group_id: int
    group_public_id: str
    group_name: str
    zone: str
    asked_at: datetime
    offered_until: datetime | None


@dataclass(frozen=True, slots=True)
class Offered:
    """A seat that was offered just now: which place in which line, to whom."""

    line_id: int
    person_id: int
    times: int


def ask(actor: Actor, *, group_id: int, now: datetime) -> None:
    """Stand in the line of a full group; asked twice, the first place is kept.

    That the group is full, whoever calls has asked `joining.why_not_join`.

    Raises NotFound, CannotWaitInLine.
    """
    insist(actor, Verb.JOIN_A_GROUP, ANYWHERE)
    with transaction.atomic():
        if not Group.objects.select_for_update().filter(id=group_id, feed=None).first():
            raise NotFound
        rows = InLine.objects.filter(group_id=group_id)
        if rows.filter(mark__in=_marks(actor.person_id, group_id)).exists():
            return
        if rows.count() >= LONGEST:
            raise CannotWaitInLine(
                "Many people wait for this group already. Please ask for another one."
            )
        InLine.objects.create(
            group_id=group_id,
            mark=mark(_WHAT, about=group_id, person_id=actor.person_id),
            who=str(actor.person_id),
            asked_at=now,
            behind_at=now,
        )


def step_out(actor: Actor, *, group_id: int) -> None:
    """Leave the line, at once and without a trace; nothing happens when not in it."""
    drop(actor.person_id, group_id=group_id)


def let_pass(actor: Actor, *, group_id: int, now: datetime) -> None:
    """Let an offer go to the next person, and go on waiting behind the others.

    Raises NotFound: nothing is offered.
    """
    mine = InLine.objects.filter(
        group_id=group_id, mark__in=_marks(actor.person_id, group_id)
    )
    if not mine.exclude(offered_until=None).update(offered_until=None, behind_at=now):
        raise NotFound


def drop(person_id: int, *, group_id: int) -> None:
    """Take somebody out of a line."""
    rows = InLine.objects.filter(group_id=group_id)
    rows.filter(mark__in=_marks(person_id, group_id)).delete()


def ahead_of(actor: Actor, *, group_id: int) -> int:
    """Return how many come before the actor for a free seat; one query.

    Whoever has an offer comes before everybody who has none.
    """
    own = _marks(actor.person_id, group_id)
    ahead = 0
    for place, offered_until in _in_order(group_id).values_list(
        "mark", "offered_until"
    ):
        if place in own and offered_until is not None:
            return 0
        if place in own:
            break
        ahead += 1
    return ahead


def my_line(actor: Actor, *, group_id: int) -> MyLine | None:
    """Return where the actor stands for this group, if they do; one query."""
    return next(iter(_mine(actor, InLine.objects.filter(group_id=group_id))), None)


def my_lines(actor: Actor) -> list[MyLine]:
    """Return every line the actor stands in; one query."""
    return _mine(actor, InLine.objects.order_by("group__name"))


def my_offers(actor: Actor, *, now: datetime) -> list[MyLine]:
    """Return the seats offered to the actor now; one query."""
    return _mine(actor, InLine.objects.filter(offered_until__gt=now))


def groups_with_a_line() -> list[int]:
    """Return the groups somebody waits for."""
    return list(InLine.objects.values_list("group_id", flat=True).distinct())


def offer_free_seats(group_id: int, *, now: datetime) -> list[Offered]:
    """Offer each free seat of a group to whoever is first; return what was offered."""
    with transaction.atomic():
        group = Group.objects.select_for_update().filter(id=group_id).first()
        if group is None:
            return []
        _pass_what_ran_out(group_id, now=now)
        if group.state != Group.State.LISTED:
            return []
        taken = Membership.objects.filter(group_id=group_id, left_at=None).count()
        rows = list(_in_order(group_id))
        free = group.seats - taken - sum(row.offered_until is not None for row in rows)
        offered: list[Offered] = []
        for row in rows:
            if free <= len(offered):
                break
            if row.offered_until is not None:
                continue
            if not is_welcome(int(row.who)):
                row.delete()
                continue
            times = row.offers + 1
            InLine.objects.filter(id=row.pk).update(
                offered_until=now + OFFERED_FOR, offers=times
            )
            offered.append(Offered(row.pk, int(row.who), times))
    return offered


def is_offered(person_id: int, *, line_id: int, now: datetime) -> bool:
    """Return whether this person still has this offer."""
    row = InLine.objects.filter(id=line_id, offered_until__gt=now).first()
    return row is not None and row.who == str(person_id)


def forget(*, now: datetime) -> int:
    """Delete places in a line that are a year old."""
    return InLine.objects.filter(asked_at__lt=now - KEPT_FOR).delete()[0]


def of_person(person_id: int) -> list[InLine]:
    """Return a person's place in every line, with its group; one query."""
    rows = InLine.objects.select_related("group").order_by("asked_at", "id")
    return [row for row in rows if row.mark in _marks(person_id, row.group_id)]


def forget_person(person_id: int) -> int:
    """Take a person out of every line; no foreign key would do it."""
    gone = 0
    for group_id in groups_with_a_line():
        rows = InLine.objects.filter(group_id=group_id)
        gone += rows.filter(mark__in=_marks(person_id, group_id)).delete()[0]
    return gone


def _pass_what_ran_out(group_id: int, *, now: datetime) -> None:
    over = InLine.objects.filter(group_id=group_id, offered_until__lte=now)
    over.filter(offers__gte=MOST_OFFERS).delete()
    over.update(offered_until=None, behind_at=now)


def _in_order(group_id: int) -> QuerySet[InLine]:
    """Return the line: those with an offer first, then by when they asked."""
    return InLine.objects.filter(group_id=group_id).order_by(
        F("offered_until").asc(nulls_last=True), "behind_at", "id"
    )


def _mine(actor: Actor, rows: QuerySet[InLine]) -> list[MyLine]:
    columns = (
        "group_id", "group__public_id", "group__name", "group__zone", "asked_at",
        "offered_until", "mark",
    )  # fmt: skip
    return [
        MyLine(*found)
        for *found, own in rows.values_list(*columns)
        if own in _marks(actor.person_id, found[0])
    ]


def _marks(person_id: int, group_id: int) -> list[str]:
    return marks(_WHAT, about=group_id, person_id=person_id)
