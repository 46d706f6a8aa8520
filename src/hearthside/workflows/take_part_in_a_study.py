"""Take part: a person says yes to words they read, and from then on is a code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import Refusal
from hearthside.groups import directory, joining
from hearthside.outcomes import codes, studies
from hearthside.outcomes.studies import CONSENT, Told
from hearthside.people import study as study_places
from hearthside.workflows.places_in_a_study import where_of


class CannotTakePart(Refusal):
    """This person cannot take part in this study, or not now."""


@dataclass(frozen=True, slots=True)
class MyStudy:
    """One study as one person sees it.

    wants_answers -- questions of a wave are open and were not sent. agreed_at -- when they
    said yes, and to which words; None for one they may take part in.
    """

    study: Told
    agreed_at: datetime | None
    agreed_to: str
    wants_answers: bool


@dataclass(frozen=True, slots=True)
class FromGroup:
    """A group from which somebody may take part."""

    public_id: str
    name: str


def why_not_take_part(actor: Actor, study: Told, *, today: date) -> str | None:
    """Return why the actor cannot begin this study, or None."""
    if study_places.mine_in(actor.person_id, study=study.public_id):
        return "You take part in this already."
    if not study.is_open(today):
        return "Nobody begins this study now. Thank you for being willing."
    return None


def my_groups(actor: Actor) -> list[FromGroup]:
    """Return the groups the actor could take part from; one query."""
    return [
        FromGroup(one.group_public_id, one.group_name)
        for one in joining.my_places(actor)
    ]


def say_yes(
    actor: Actor, *, study_id: str, group_id: str, today: date, now: datetime
) -> None:
    """Take part in a study, from one of the actor's groups or from none.

    group_id -- the public id of a group of the actor's own; "" for none.

    Raises NotFound, CannotTakePart.
    """
    insist(actor, Verb.TAKE_PART_IN_A_STUDY, ANYWHERE)
    study = studies.one(study_id)
    if why := why_not_take_part(actor, study, today=today):
        raise CannotTakePart(why)
    mine = {one.group_public_id: one.group_id for one in joining.my_places(actor)}
    if group_id and group_id not in mine:
        raise CannotTakePart("Choose one of your own groups, or none of them.")
    group = directory.handles([mine[group_id]])[mine[group_id]] if group_id else None
    try:
        with transaction.atomic():
            given = codes.new_for(
                study.id, where_of(study_id, group), agreed_to=CONSENT, today=today
            )
            study_places.take(
                actor.person_id,
                study=study_id,
                code=given.code,
                agreed_to=CONSENT,
                now=now,
            )
    except study_places.AlreadyInIt as no:
        raise CannotTakePart(no.why) from None
