"""Alerts: an answer may tell of danger. Leads see a code and a time, and say they looked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.outcomes.models import Alert
from hearthside.outcomes.waves import monday_of

KEPT: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Raised:
    """One alert: its study, the code it is about, and since when it waits.

    seen_at -- the beginning of the week in which somebody looked.
    """

    id: int
    public_id: str
    study: str
    study_name: str
    code: str
    raised_at: datetime
    seen_at: datetime | None


def every(actor: Actor) -> list[Raised]:
    """Return the alerts, those nobody looked at first; one query.

    Raises NotFound.
    """
    insist(actor, Verb.READ_ALERTS, ANYWHERE)
    rows = Alert.objects.select_related("participant__study").order_by("raised_at")
    found = [_raised(row) for row in rows]
    return sorted(found, key=lambda one: one.seen_at is not None)


def see(actor: Actor, *, public_id: str, now: datetime) -> Raised:
    """Note that somebody looked, and in which week; the first time counts.

    Raises NotFound.
    """
    insist(actor, Verb.READ_ALERTS, ANYWHERE)
    row = (
        Alert.objects.select_related("participant__study")
        .filter(public_id=public_id)
        .first()
    )
    if row is None:
        raise NotFound
    # The minute would lead from an alert to whoever was written to in it.
    week = datetime.combine(monday_of(now.date()), time.min, now.tzinfo)
    Alert.objects.filter(id=row.pk, seen_at=None).update(seen_at=week)
    return _raised(row)


def sound(participant_id: int, *, wave: int, is_news: bool, now: datetime) -> bool:
    """Have one alert of a code and a wave wait for a lead; return whether they are to be told.

    One that waits already goes on waiting. One that somebody looked at waits again when
    there is news: another answer that may tell of danger. The caller holds the row of
    the code.
    """
    row, is_new = Alert.objects.get_or_create(
        participant_id=participant_id, wave=wave, defaults={"raised_at": now}
    )
    if is_new or not is_news:
        return is_new
    seen = Alert.objects.filter(id=row.pk, seen_at__isnull=False)
    return bool(seen.update(raised_at=now, seen_at=None))


def open_ones() -> int:
    """Return how many nobody looked at yet; one query."""
    return Alert.objects.filter(seen_at=None).count()


def forget(*, now: datetime) -> int:
    """Let alerts go that were looked at in a week that began more than 90 days ago."""
    return Alert.objects.filter(seen_at__lt=now - KEPT).delete()[0]


def _raised(row: Alert) -> Raised:
    study = row.participant.study
    return Raised(
        row.pk,
        row.public_id,
        study.public_id,
        study.name,
        row.participant.code,
        row.raised_at,
        row.seen_at,
    )
