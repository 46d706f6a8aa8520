"""Protection by itself: what several people reported is hidden until somebody looks.

At any hour, because our hours say when somebody may read, not that they have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from hearthside.core import trail
from hearthside.core.actor import Actor, Machine
from hearthside.core.policy import Verb
from hearthside.safety.models import Protection, Report, Step

WITHIN: Final = timedelta(days=7)
# In halves: who has been here a while counts whole, who only looks on counts half.
ON_ONE_THING: Final = 6
OVER_SEVERAL: Final = 10
NAME: Final = "name"
ITSELF: Final = Machine("protection")


@dataclass(frozen=True, slots=True)
class Since:
    """Whether a thing is hidden now, and since when that is so."""

    is_hidden: bool
    at: datetime


def weigh(
    *, belonged_since: datetime | None, elsewhere_since: datetime | None, now: datetime
) -> int:
    """Return how much somebody's report counts, in halves.

    belonged_since -- since when they have a place where the thing is seen.
    elsewhere_since -- since when they have one anywhere, for what everybody may see.
    A place of less than a week counts nothing, so that new names cannot hide a thing.
    """
    if belonged_since is not None and now - belonged_since >= WITHIN:
        return 2
    if elsewhere_since is not None and now - elsewhere_since >= WITHIN:
        return 1
    return 0


def look_after(report: Report, *, can_be_hidden: bool, now: datetime) -> list[int]:
    """Hide what this report is about, if enough people said so; return new protections.

    Each person counts once for a thing, and once for a name.
    """
    made = []
    of_thing = Report.objects.filter(kind=report.kind, thing=report.thing)
    # Two people may say so at once: the oldest report's lock makes them queue.
    of_thing.select_for_update().order_by("id").first()
    if can_be_hidden and _halves(of_thing, report.kind, report.thing, now=now) >= (
        ON_ONE_THING
    ):
        made += _protect(report, kind=report.kind, thing=report.thing, now=now)
    subjects = report.concerned.filter(is_subject=True, place_id__isnull=False)
    for place_id in subjects.values_list("place_id", flat=True):
        of_name = Report.objects.filter(
            concerned__place_id=place_id, concerned__is_subject=True
        )
        if _halves(of_name, NAME, str(place_id), now=now) >= OVER_SEVERAL:
            made += _protect(report, kind=NAME, thing=str(place_id), now=now)
    return made


def hidden(things: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return which of these things, each a kind and a pointer, are hidden now; one query."""
    asked = Q()
    for kind, thing in things:
        asked |= Q(kind=kind, thing=thing)
    if not asked:
        return frozenset()
    rows = Protection.objects.filter(asked, ended_at=None)
    return frozenset(rows.values_list("kind", "thing"))


def since(kind: str, things: Iterable[str] | None = None) -> dict[str, Since]:
    """Return which things of this kind were ever hidden, and how they stand; one query.

    things -- only these; None: all there are.
    """
    rows = Protection.objects.filter(kind=kind)
    if things is not None:
        rows = rows.filter(thing__in=set(things))
    found: dict[str, Since] = {}
    for thing, since_at, ended_at in rows.order_by("id").values_list(
        "thing", "since_at", "ended_at"
    ):
        found[thing] = Since(ended_at is None, ended_at or since_at)
    return found


def waiting_names(place_ids: Iterable[int]) -> frozenset[int]:
    """Return which of these names wait until somebody has looked; one query."""
    wanted = [str(place_id) for place_id in place_ids]
    rows = Protection.objects.filter(kind=NAME, thing__in=wanted, ended_at=None)
    return frozenset(int(thing) for thing in rows.values_list("thing", flat=True))


def of_report(report: Report) -> QuerySet[Protection]:
    """Return what is hidden because of this report and others like it."""
    places = report.concerned.filter(is_subject=True, place_id__isnull=False)
    names = [str(one) for one in places.values_list("place_id", flat=True)]
    about = Q(kind=report.kind, thing=report.thing) | Q(kind=NAME, thing__in=names)
    return Protection.objects.filter(about, ended_at=None)


def show_again(actor: Actor, report: Report, *, now: datetime) -> int:
    """Undo it in one press: somebody has looked. Return how much is shown again.

    Reports from before this moment do not count again.
    """
    with transaction.atomic():
        done = of_report(report).update(ended_at=now, ended_by_id=actor.person_id)
        if done:
            Step.objects.create(
                report=report, at=now, person_id=actor.person_id, kind=Step.Kind.SHOWN
            )
            trail.note(actor, verb=Verb.SHOW_AGAIN, what=f"report:{report.pk}", now=now)
    return done


def _halves(reports: QuerySet[Report], kind: str, thing: str, *, now: datetime) -> int:
    since = now - WITHIN
    looked = Protection.objects.filter(
        kind=kind, thing=thing, ended_at__isnull=False
    ).aggregate(last=Max("ended_at"))["last"]
    if looked is not None:
        since = max(since, looked)
    each = (
        reports.filter(made_at__gt=since, settled_at=None)
        .exclude(reporter_mark="")
        .values("reporter_mark")
        .annotate(most=Max("weight"))
    )
    return sum(row["most"] for row in each)


def _protect(report: Report, *, kind: str, thing: str, now: datetime) -> list[int]:
    row, is_new = Protection.objects.get_or_create(
        kind=kind, thing=thing, ended_at=None, defaults={"since_at": now}
    )
    if not is_new:
        return []
    Step.objects.create(report=report, at=now, kind=Step.Kind.HIDDEN)
    trail.note(ITSELF, verb=Verb.SHOW_AGAIN, what=f"report:{report.pk}", now=now)
    return [row.pk]
