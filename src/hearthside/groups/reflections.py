"""Reflections: how first visits felt, shared without a name, and what may be told of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.db import transaction
from django.db.models import F

from hearthside.core.actor import Actor, Anybody
from hearthside.core.policy import Place, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.engines.matching import FEWEST, Felt, effects
from hearthside.groups.models import Ease, Group


class How(StrEnum):
    """How a first visit felt."""

    AT_EASE = "at_ease"
    BETWEEN = "between"
    NOT_AT_EASE = "not_at_ease"


NOTHING_YET: Final = Felt(0, 0, 0)


def say_how_it_felt(actor: Anybody, *, group_id: int, how: How) -> None:
    """Add one to the sums of this group. Who said it, and when, is not kept.

    Raises NotFound: no such group of ours.
    """
    insist(actor, Verb.SAY_HOW_IT_FELT, Place(group_id))
    with transaction.atomic():
        # The group's row makes two people who answer at once queue.
        group = Group.objects.select_for_update().filter(id=group_id, feed=None).first()
        if group is None:
            raise NotFound
        ease, _ = Ease.objects.get_or_create(group_id=group_id)
        column = f"new_{how}"
        Ease.objects.filter(id=ease.pk).update(**{column: F(column) + 1})
        _let_out_five(ease.pk)


def how_it_felt(actor: Actor, *, group_id: int) -> Felt | None:
    """Return the sums for this group's own facilitators; None below five.

    Raises NotFound.
    """
    group = Group.objects.filter(id=group_id, feed=None).first()
    if group is None:
        raise NotFound
    insist(actor, Verb.SEE_HOW_IT_FELT, Place(group.pk, group.locality_id))
    felt = _told().get(group_id, NOTHING_YET)
    return felt if felt.total >= FEWEST else None


def comfort() -> dict[int, float]:
    """Return what reflections add to each group in the ranking; one query."""
    found = effects({str(group_id): felt for group_id, felt in _told().items()})
    return {int(group_id): effect for group_id, effect in found.items()}


def _let_out_five(ease_id: int) -> None:
    row = Ease.objects.get(id=ease_id)
    if row.new_at_ease + row.new_between + row.new_not_at_ease < FEWEST:
        return
    Ease.objects.filter(id=ease_id).update(
        at_ease=F("at_ease") + row.new_at_ease,
        between=F("between") + row.new_between,
        not_at_ease=F("not_at_ease") + row.new_not_at_ease,
        new_at_ease=0,
        new_between=0,
        new_not_at_ease=0,
    )


def _told() -> dict[int, Felt]:
    rows = Ease.objects.values_list("group_id", "at_ease", "between", "not_at_ease")
    return {group_id: Felt(*sums) for group_id, *sums in rows if sum(sums)}
