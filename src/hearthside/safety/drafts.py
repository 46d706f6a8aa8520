"""Drafts: what somebody has typed under a heading and not kept; sealed, theirs alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from hearthside.core.actor import Actor
from hearthside.safety.models import Draft
from hearthside.safety.records import Said

KEPT_FOR: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Of:
    """What a draft belongs to: a worry or a record, by number."""

    worry: int | None = None
    record: int | None = None


def put_by(actor: Actor, of: Of, *, step: str, said: Said, now: datetime) -> None:
    """Keep what was typed so far; nothing of it is shown to anybody else."""
    words = {"words": said.words, "by_when": said.by_when, "who": said.who}
    with transaction.atomic():
        row = _mine(actor, of).select_for_update().filter(step=step).first()
        if row is None:
            row = Draft(
                person_id=actor.person_id,
                worry_id=of.worry,
                record_id=of.record,
                step=step,
            )
        for name, value in words.items():
            setattr(row, name, value)
        row.changed_at = now
        row.save()


def find(actor: Actor, of: Of) -> dict[str, Said]:
    """Return the actor's own drafts by heading; one query."""
    return {row.step: Said(row.words, row.by_when, row.who) for row in _mine(actor, of)}


def drop(actor: Actor, of: Of, *, step: str) -> None:
    """Forget the actor's draft under this heading."""
    _mine(actor, of).filter(step=step).delete()


def forget(*, now: datetime) -> int:
    """Delete drafts nobody has touched for a month."""
    return Draft.objects.filter(changed_at__lt=now - KEPT_FOR).delete()[0]


def _mine(actor: Actor, of: Of) -> QuerySet[Draft]:
    about = Q(worry_id=of.worry, record_id=of.record)
    return Draft.objects.filter(about, person_id=actor.person_id)
