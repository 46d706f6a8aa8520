"""That there is a worry, and nothing else: for coordinators, who hold none of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from hearthside.core.actor import Actor
from hearthside.core.policy import Place, Verb, may
from hearthside.safety import practice, round_a_lead


@dataclass(frozen=True, slots=True)
class Existence:
    """How many worries of one locality the lead holds, and how many wait to be held."""

    locality_id: int
    held: int
    waiting: int


def of_localities(actor: Actor, locality_ids: Iterable[int]) -> list[Existence]:
    """Return that there are worries in these localities: no words, no names; two queries.

    Localities the actor does not coordinate are left out, and so are those without any;
    all of them where this house says that only leads know. Closed ones are not counted.
    """
    if not practice.ours().coordinators_know:
        return []
    verb = Verb.KNOW_OF_WORRIES
    theirs = [one for one in locality_ids if may(actor, verb, Place(locality_id=one))]
    rows = (
        round_a_lead.worries(actor)
        .filter(locality_id__in=theirs, closed_at=None)
        .values_list("locality_id")
        .annotate(held=Count("held_by"), all=Count("id"))
        .order_by("locality_id")
    )
    return [
        Existence(locality_id, held, all_of_them - held)
        for locality_id, held, all_of_them in rows
        if locality_id is not None
    ]
