"""What one person proposed and said to an agreement: found by its marks, taken back, forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from hearthside.core.actor import Actor
from hearthside.groups.marks import marks
from hearthside.groups.models import Change, Voice
from hearthside.groups.open_changes import by_me, my_voice

# A change nobody settles is laid aside, and what was said to it goes with it.
OPEN_FOR: Final = timedelta(days=180)
KEPT_AFTER: Final = timedelta(days=90)


def take_my_words_back(actor: Actor, *, group_id: int) -> None:
    """Take back what the actor proposed, and said, in a group they step out of."""
    rows = Change.objects.filter(group_id=group_id, settled_at=None)
    rows.filter(by_mark__in=by_me(actor, group_id)).delete()
    for change_id in rows.values_list("id", flat=True):
        my_voice(actor, change_id).delete()


def proposed_by(person_id: int) -> list[Change]:
    """Return what a person proposed, with its group; one query."""
    rows = Change.objects.select_related("group").order_by("made_at", "id")
    return [
        row
        for row in rows
        if row.by_mark in marks("proposes", about=row.group_id, person_id=person_id)
    ]


def said_by(person_id: int) -> list[Voice]:
    """Return what a person said to changes, with the change and its group; one query."""
    rows = Voice.objects.select_related("change__group").order_by("id")
    return [
        row
        for row in rows
        if row.by_mark in marks("change", about=row.change_id, person_id=person_id)
    ]


def forget_person(person_id: int) -> int:
    """Delete what a person proposed and said; no foreign key would do it."""
    gone = 0
    for row in Change.objects.all():
        if row.by_mark in marks("proposes", about=row.group_id, person_id=person_id):
            gone += row.delete()[0]
            continue
        own = marks("change", about=row.pk, person_id=person_id)
        gone += row.voices.filter(by_mark__in=own).delete()[0]
    return gone


def forget(*, now: datetime) -> int:
    """Delete changes nobody settled in half a year, and what was settled 90 days ago."""
    old = Change.objects.filter(settled_at=None, made_at__lt=now - OPEN_FOR)
    done = Change.objects.filter(settled_at__lt=now - KEPT_AFTER)
    return old.delete()[0] + done.delete()[0]
