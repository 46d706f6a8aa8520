"""Names in a group: one for each, changed on wish, and never mistaken for somebody else's."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound, Refusal
from hearthside.core.seal import blind, blinds
from hearthside.groups import roles, seats
from hearthside.groups.models import Group, Membership, NameAtRest
from hearthside.people import chosen_names
from hearthside.people.signing_in import names_of

# Long enough for a group that meets once a month to have noticed who went.
RESTS_FOR: Final = timedelta(days=120)
MOST_CHANGES: Final = 4
TAKEN: Final = (
    "Somebody in this group has that name, or one that looks like it. Choose another."
)
_MARK: Final = "groups.nameatrest.mark"


class CannotBeCalled(Refusal):
    """That name cannot be had in this group."""


def why_not_called(
    name: str, *, person_id: int, group_id: int, now: datetime
) -> str | None:
    """Return why this person cannot have this name in this group, or None.

    What others sign in with is not asked: nobody learns here who has an account.
    """
    return chosen_names.why_misleading(name) or why_taken(
        chosen_names.skeleton(name), person_id=person_id, group_id=group_id, now=now
    )


def why_taken(
    shape: str, *, person_id: int, group_id: int, now: datetime
) -> str | None:
    """Return why a name that looks like this is somebody else's here, or None.

    Somebody else's: a member's, one they gave up lately, and the name by which the
    group knows who facilitates it. All three read the same.
    """
    members = Membership.objects.filter(group_id=group_id, left_at=None, skeleton=shape)
    mine = seats.of_here(person_id, group_id=group_id)
    if members.exclude(mine).exists():
        return TAKEN
    at_rest = _at_rest(shape, group_id=group_id, now=now)
    my_marks = seats.marks_here(person_id, group_id=group_id)
    if at_rest.exclude(whose_here__in=my_marks).exists():
        return TAKEN
    lead = roles.facilitators_of([group_id])[group_id]
    known = names_of([one for one in lead if one != person_id])
    if shape in {chosen_names.skeleton(called) for called in known.values()}:
        return TAKEN
    return None


def name_here(actor: Actor, *, group_id: int) -> str:
    """Return the name the actor has in this group.

    Raises NotFound.
    """
    mine = seats.of_here(actor.person_id, group_id=group_id)
    row = Membership.objects.filter(mine, left_at=None).values_list("name_here")
    if (found := row.first()) is None:
        raise NotFound
    return str(found[0])


def change(actor: Actor, *, group_id: int, name: str, now: datetime) -> None:
    """Give the actor another name in this group; the old one rests.

    Raises NotFound, CannotBeCalled.
    """
    insist(actor, Verb.CHANGE_MY_NAME, Place(group_id))
    kept = chosen_names.tidy(name)
    shape = chosen_names.skeleton(kept)
    with transaction.atomic():
        # The group's row makes two who want one name queue.
        Group.objects.select_for_update().filter(id=group_id).first()
        mine = Membership.objects.filter(
            seats.of_here(actor.person_id, group_id=group_id), left_at=None
        ).defer("whose_sealed")
        row = mine.first()
        if row is None:
            raise NotFound
        if why := why_not_called(
            kept, person_id=actor.person_id, group_id=group_id, now=now
        ):
            raise CannotBeCalled(why)
        if row.skeleton != shape:
            if _changed_often(actor, group_id=group_id, now=now):
                raise CannotBeCalled(
                    "You changed your name here a few times lately. "
                    "You can change it again in some weeks."
                )
            rest(row.skeleton, person_id=actor.person_id, group_id=group_id, now=now)
        try:
            with transaction.atomic():
                mine.update(name_here=kept, skeleton=shape)
        except IntegrityError as clash:
            raise CannotBeCalled(TAKEN) from clash


def rest_mine(actor: Actor, *, group_id: int, now: datetime) -> None:
    """Let the name the actor has in this group rest, because they give up their place."""
    here = seats.of_here(actor.person_id, group_id=group_id)
    shapes = Membership.objects.filter(here, left_at=None).exclude(skeleton="")
    for shape in shapes.values_list("skeleton", flat=True):
        rest(shape, person_id=actor.person_id, group_id=group_id, now=now)


def rest(shape: str, *, person_id: int, group_id: int, now: datetime) -> None:
    """Keep a name somebody gave up from others for a while; they may have it back."""
    NameAtRest.objects.update_or_create(
        mark=blind(f"{group_id}:{shape}", purpose=_MARK),
        defaults={
            "group_id": group_id,
            "whose_here": seats.marks_here(person_id, group_id=group_id)[0],
            "until_at": now + RESTS_FOR,
        },
    )


def who_gave_up(shape: str, *, group_id: int, now: datetime) -> list[str]:
    """Return the marks of whose name this was here until lately."""
    rows = _at_rest(shape, group_id=group_id, now=now).exclude(whose_here="")
    return list(rows.values_list("whose_here", flat=True))


def forget(*, now: datetime) -> int:
    """Let go of names that rested long enough."""
    return NameAtRest.objects.filter(until_at__lte=now).delete()[0]


def _at_rest(shape: str, *, group_id: int, now: datetime) -> QuerySet[NameAtRest]:
    marks = blinds(f"{group_id}:{shape}", purpose=_MARK)
    return NameAtRest.objects.filter(mark__in=marks, until_at__gt=now)


def _changed_often(actor: Actor, *, group_id: int, now: datetime) -> bool:
    marks = seats.marks_here(actor.person_id, group_id=group_id)
    rows = NameAtRest.objects.filter(
        group_id=group_id, whose_here__in=marks, until_at__gt=now
    )
    return rows.count() >= MOST_CHANGES
