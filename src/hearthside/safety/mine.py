"""A worry I raised: how it stands, and what I want to add under four plain headings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import ANYWHERE, Verb, insist
from hearthside.core.refusals import NotFound
from hearthside.people.signing_in import names_of
from hearthside.safety import chain, drafts
from hearthside.safety.chain import Happened
from hearthside.safety.drafts import Of
from hearthside.safety.models import Record, Telling, Worry
from hearthside.safety.records import STEPS, CannotWrite, Said, why_not_said


@dataclass(frozen=True, slots=True)
class MyWorry:
    """How a worry of mine stands. What I wrote is not shown again: others may look on.

    held_by -- the lead's chosen name, or empty. drafts -- mine alone, by heading.
    """

    id: int
    public_id: str
    raised_at: datetime
    look_by: datetime | None
    is_looked_at: bool
    held_by: str
    is_closed: bool
    is_danger: bool
    drafts: dict[str, Said]


def my_worry(actor: Actor, *, worry_id: str) -> MyWorry:
    """Return a worry the actor raised.

    Raises NotFound.
    """
    row = _mine(actor, worry_id)
    holder = row.record.held_by_id if row.record else row.held_by_id
    closed_at = row.record.closed_at if row.record else row.closed_at
    return MyWorry(
        row.pk,
        row.public_id,
        row.raised_at,
        row.look_by,
        row.looked_at is not None,
        names_of([holder]).get(holder, "") if holder else "",
        closed_at is not None,
        row.kind == Worry.Kind.DANGER_NOW,
        drafts.find(actor, Of(worry=row.pk)),
    )


def public_id_of(actor: Actor, worry_pk: int) -> str:
    """Return the public id of a worry the actor has just raised; raises NotFound."""
    row = Worry.objects.filter(id=worry_pk, raised_by_id=actor.person_id).first()
    if row is None:
        raise NotFound
    return row.public_id


def of_meeting(actor: Actor, *, meeting_id: int | None) -> list[tuple[str, datetime]]:
    """Return the worries the actor raised about one evening: public id, and when."""
    rows = Worry.objects.filter(
        raised_by_id=actor.person_id, meeting_id=meeting_id
    ).order_by("-raised_at")
    return list(rows.values_list("public_id", "raised_at")[:10])


def keep_draft(
    actor: Actor, *, worry_id: str, step: str, said: Said, now: datetime
) -> None:
    """Keep what the actor typed under a heading for later; nobody else sees it.

    Raises NotFound, CannotWrite.
    """
    _a_step(step)
    row = _mine(actor, worry_id)
    if why := why_not_said(said):
        raise CannotWrite(why)
    drafts.put_by(actor, Of(worry=row.pk), step=step, said=said, now=now)


def tell_the_lead(
    actor: Actor, *, worry_id: str, step: str, said: Said, now: datetime
) -> None:
    """Add to a worry of the actor's: from now on the leads may read it.

    Raises NotFound, CannotWrite.
    """
    _a_step(step)
    if why := why_not_said(said):
        raise CannotWrite(why)
    with transaction.atomic():
        row = _mine(actor, worry_id, lock=True)
        if row.record is None and row.closed_at is not None:
            raise CannotWrite(
                "A lead has closed this worry. If something is new, raise another."
            )
        if row.record is not None:
            _into_record(actor, row.record, step=step, said=said, now=now)
        else:
            Telling.objects.create(
                worry=row,
                at=now,
                told_by_id=actor.person_id,
                step=step,
                words=said.words,
                by_when=said.by_when,
                who=said.who,
            )
        drafts.drop(actor, Of(worry=row.pk), step=step)
        trail.note(actor, verb=Verb.FOLLOW_MY_WORRY, what=f"worry:{row.pk}", now=now)


def _into_record(
    actor: Actor, record: Record, *, step: str, said: Said, now: datetime
) -> None:
    row = Record.objects.select_for_update().get(id=record.pk)
    if row.closed_at is not None:
        raise CannotWrite(
            "A lead has closed this worry. If something is new, raise another."
        )
    words = {"step": step, "words": said.words, "by_when": said.by_when}
    words |= {"who": said.who, "told_at": now.isoformat()}
    chain.append(row, Happened.TOLD, by=actor.person_id, said=words, now=now)


def _a_step(step: str) -> None:
    if step not in STEPS:
        raise NotFound


def _mine(actor: Actor, worry_id: str, *, lock: bool = False) -> Worry:
    insist(actor, Verb.FOLLOW_MY_WORRY, ANYWHERE)
    rows = Worry.objects.select_related("record")
    if lock:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(public_id=worry_id, raised_by_id=actor.person_id).first()
    if row is None:
        raise NotFound
    return row
