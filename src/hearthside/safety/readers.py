"""Who reads a report: never somebody it may be about, and coordinators only their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from hearthside.core.actor import Actor, Role
from hearthside.core.policy import ANYWHERE, Place, Verb, localities_of, may
from hearthside.core.refusals import NotFound
from hearthside.safety.models import Concerned, Report, Step

# Opened, the words stay on the screen so long; then they are opened again, on record.
OPEN_FOR: Final = timedelta(minutes=15)
# Whoever has read it may take their time over the words of a decision.
DECIDE_WITHIN: Final = timedelta(hours=2)


def readable(actor: Actor, own_places: Iterable[int]) -> QuerySet[Report]:
    """Return the reports this actor may know of: never one that is about them.

    own_places -- every place the actor has or had, from the room that knows places.
    """
    whose = Q(pk__in=[])
    if may(actor, Verb.READ_REPORTS, ANYWHERE):
        if any(grant.role is Role.LEAD for grant in actor.grants):
            whose = Q(pk__isnull=False)
        else:
            here = localities_of(actor, Role.COORDINATOR)
            whose |= Q(locality_id__in=here, for_leads=False, round_leads=False)
    if may(actor, Verb.READ_REPORTS_OF_LEADS, ANYWHERE):
        whose |= Q(round_leads=True)
    # Asked by id and not by joining: a report with one row for each of several people
    # is hidden as soon as one of them is this one.
    about_me = Report.objects.filter(
        Q(concerned__person_id=actor.person_id)
        | Q(concerned__place_id__in=list(own_places))
    )
    return Report.objects.filter(whose).exclude(pk__in=about_me.values("pk"))


def how_many_wait(actor: Actor, own_places: Iterable[int]) -> int:
    """Return how many reports nobody has read that this actor may; one query."""
    rows = readable(actor, own_places)
    return rows.filter(first_read_at=None, settled_at=None).count()


def the_report(
    actor: Actor, own_places: Iterable[int], *, public_id: str, locked: bool = False
) -> Report:
    """Return the row of a report this actor may know of.

    Raises NotFound: there is none, or it is about them.
    """
    insist_on_a_desk(actor)
    row = readable(actor, own_places).filter(public_id=public_id).first()
    if row is None:
        raise NotFound
    return Report.objects.select_for_update().get(pk=row.pk) if locked else row


def place_of(row: Report) -> Place:
    """Return where the policy finds a report."""
    return Place(row.group_id, row.locality_id)


def answerable(actor: Actor, row: Report) -> QuerySet[Concerned]:
    """Return whom this actor may answer: those it is about, and to a lead all it may mean."""
    concerned = Concerned.objects.filter(report=row)
    if may(actor, Verb.ASK_OUT_OF_THE_HOUSE, ANYWHERE):
        return concerned
    return concerned.filter(is_subject=True)


def kept_from(actor: Actor, own_places: Iterable[int]) -> frozenset[str]:
    """Return what the trail must not show this actor: reports they may not know of."""
    others = Report.objects.exclude(pk__in=readable(actor, own_places).values("pk"))
    return frozenset(f"report:{pk}" for pk in others.values_list("pk", flat=True))


def is_about(
    public_id: str, person_ids: Iterable[int], place_ids: Iterable[int] = ()
) -> bool:
    """Return whether one of these people, or of these places, may be meant by a report."""
    rows = Concerned.objects.filter(report__public_id=public_id)
    meant = Q(person_id__in=list(person_ids)) | Q(place_id__in=list(place_ids))
    return rows.filter(meant).exists()


def has_opened(
    row: Report, actor: Actor, *, now: datetime, within: timedelta = OPEN_FOR
) -> bool:
    """Return whether this actor opened it so lately; without more, to read it."""
    return row.steps.filter(
        kind=Step.Kind.OPENED, person_id=actor.person_id, at__gt=now - within
    ).exists()


def insist_on_a_desk(actor: Actor) -> None:
    verbs = (Verb.READ_REPORTS, Verb.READ_REPORTS_OF_LEADS)
    if not any(may(actor, verb, ANYWHERE) for verb in verbs):
        raise NotFound


def public_id_of(report_id: int) -> str:
    """Return what stands in the address of a report, for a command that just made it."""
    return Report.objects.values_list("public_id", flat=True).get(pk=report_id)
