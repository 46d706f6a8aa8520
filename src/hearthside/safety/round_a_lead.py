"""Round a lead: what may be about one of the leads, that lead does not know of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb
from hearthside.core.refusals import NotFound, Refusal
from hearthside.groups import roles
from hearthside.people.signing_in import is_welcome, names_of
from hearthside.safety import chain, practice
from hearthside.safety.chain import Happened
from hearthside.safety.models import Asked, KeptFrom, Reading, Record, Worry

# What the trail calls each act on a worry, and on a record.
_OF_WORRIES = ("worry", "hold", "close", "apart")
_OF_RECORDS = (
    "record", "read", "write", "review", "offer", "hold", "closing", "not_yet", "closed",
    "care", "apart-record",
)  # fmt: skip


# As much of a worry as a report can hold.
LONGEST_OUT: Final = 3800


class CannotKeepFrom(Refusal):
    """This cannot be kept from that lead."""


def worries(actor: Actor) -> QuerySet[Worry]:
    """Return the worries this lead may know of: none that may be about them."""
    mine = KeptFrom.objects.filter(person_id=actor.person_id, worry__isnull=False)
    return Worry.objects.exclude(pk__in=mine.values("worry_id"))


def records(actor: Actor) -> QuerySet[Record]:
    """Return the records this lead may know of: none that may be about them."""
    mine = KeptFrom.objects.filter(person_id=actor.person_id, record__isnull=False)
    return Record.objects.exclude(pk__in=mine.values("record_id"))


def asked(actor: Actor) -> QuerySet[Asked]:
    """Return what was asked of records this lead may know of."""
    return Asked.objects.filter(record__in=records(actor).values("pk"))


def not_told(*, worry: int | None = None, record: int | None = None) -> frozenset[int]:
    """Return the people this worry, or this record, is kept from; one query."""
    rows = KeptFrom.objects.filter(Q(worry_id=worry, record_id=record))
    return frozenset(rows.values_list("person_id", flat=True))


def keep_from(worry_id: int, person_ids: Iterable[int]) -> None:
    """Keep a worry from these people from now on; said twice, it is kept once."""
    KeptFrom.objects.bulk_create(
        [KeptFrom(worry_id=worry_id, person_id=one) for one in sorted(set(person_ids))],
        ignore_conflicts=True,
    )


def move(worry: Worry, record: Record) -> None:
    """Let a record be kept from whom the worry was kept from that became part of it."""
    of_worry = KeptFrom.objects.filter(worry=worry).values_list("person_id", flat=True)
    KeptFrom.objects.bulk_create(
        [KeptFrom(record=record, person_id=one) for one in of_worry],
        ignore_conflicts=True,
    )


def other_leads(actor: Actor) -> dict[int, str]:
    """Return the names of the other leads one of whom something may be about."""
    others = [who for who in roles.leads() if who != actor.person_id]
    return names_of([who for who in others if is_welcome(who)])


def worry_is_about(actor: Actor, *, public_id: str, lead: int, now: datetime) -> None:
    """Keep a worry from another lead, because it is about them; on the trail.

    If they held it, nobody does; if nobody else has looked, it waits for a first look.

    Raises NotFound, CannotKeepFrom.
    """
    with transaction.atomic():
        row = worries(actor).select_for_update().filter(public_id=public_id).first()
        if row is None:
            raise NotFound
        _insist_open(Reading.objects.filter(worry=row), actor, lead, now=now)
        keep_from(row.pk, [lead])
        if row.record_id is None and row.held_by_id == lead:
            row.held_by_id, row.held_since = None, None
            row.save(update_fields=["held_by", "held_since"])
        trail.note(actor, verb=Verb.READ_WORRIES, what=f"apart:{row.pk}", now=now)


def record_is_about(actor: Actor, *, public_id: str, lead: int, now: datetime) -> None:
    """Keep a record from another lead, because it is about them. It says so itself.

    If they held it, the actor holds it from now on: an open record is never unheld.

    Raises NotFound, CannotKeepFrom.
    """
    with transaction.atomic():
        rows = records(actor).select_for_update()
        row = rows.filter(public_id=public_id, erased_at=None).first()
        if row is None:
            raise NotFound
        _insist_open(Reading.objects.filter(record=row), actor, lead, now=now)
        KeptFrom.objects.get_or_create(record=row, person_id=lead)
        for worry in row.worries.all():
            keep_from(worry.pk, [lead])
        changed = []
        if row.held_by_id == lead and row.closed_at is None:
            row.held_by_id, row.held_since = actor.person_id, now
            changed += ["held_by", "held_since"]
        if row.offered_to_id == lead:
            row.offered_to_id, row.offered_at = None, None
            changed += ["offered_to", "offered_at"]
        if row.closing_by_id == lead and row.closed_at is None:
            row.closing_by_id, row.closing_at = None, None
            changed += ["closing_by", "closing_at"]
        row.save(update_fields=changed)
        said = {"to": str(lead)}
        chain.append(row, Happened.APART, by=actor.person_id, said=said, now=now)
        trail.note(
            actor, verb=Verb.KEEP_RECORDS, what=f"apart-record:{row.pk}", now=now
        )


def read_by_nobody(leads: Iterable[int]) -> list[Worry]:
    """Return the open worries kept from everybody who leads now."""
    there = set(leads)
    rows = Worry.objects.filter(
        Q(kept_from__isnull=False), record=None, closed_at=None
    ).distinct()
    return [row for row in rows if there <= not_told(worry=row.pk)]


def hand_out(worry_id: int, *, now: datetime) -> str:
    """Close a worry no lead is left to read, and return what it says, for another reader."""
    with transaction.atomic():
        row = Worry.objects.select_for_update().get(id=worry_id)
        said = [row.words]
        for one in row.tellings.order_by("id"):
            said += [one.who, one.words, one.by_when, one.reach]
        row.closed_at = now
        row.closed_why = "Nobody who leads could read it. The host has it now."
        row.save(update_fields=["closed_at", "closed_why"])
    return "\n".join(filter(None, said))[:LONGEST_OUT]


def kept_from_trail(actor: Actor) -> frozenset[str]:
    """Return what the trail must not show this actor: acts on what may be about them."""
    rows = KeptFrom.objects.filter(person_id=actor.person_id)
    found = set()
    for worry_id, record_id in rows.values_list("worry_id", "record_id"):
        if worry_id is not None:
            found |= {f"{act}:{worry_id}" for act in _OF_WORRIES}
        if record_id is not None:
            found |= {f"{act}:{record_id}" for act in _OF_RECORDS}
            of_record = Asked.objects.filter(record_id=record_id)
            for pk in of_record.values_list("id", flat=True):
                found |= {f"asked:{pk}", f"answered:{pk}", f"redact:{pk}"}
    return frozenset(found)


def _insist_open(
    seen: QuerySet[Reading], actor: Actor, lead: int, *, now: datetime
) -> None:
    just_now = now - practice.OPEN_FOR
    if not seen.filter(person_id=actor.person_id, read_at__gt=just_now).exists():
        raise CannotKeepFrom("Open it first, then decide.")
    if lead not in other_leads(actor):
        raise CannotKeepFrom("Please choose another lead.")
