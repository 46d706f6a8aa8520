"""Handling a report: who it is about, a line back, shown again, handed on, settled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hearthside.core import trail
from hearthside.core.actor import Actor
from hearthside.core.policy import Verb, may
from hearthside.safety import protection
from hearthside.safety.ladder import LONGEST, CannotAnswer, Rung, why_not_answer
from hearthside.safety.models import Step
from hearthside.safety.readers import DECIDE_WITHIN, has_opened, place_of, the_report


def tell(
    actor: Actor,
    own_places: Iterable[int],
    *,
    public_id: str,
    words: str,
    now: datetime,
) -> None:
    """Write a line back to whoever said it, if they asked for that.

    Raises NotFound, CannotAnswer.
    """
    _write_down(actor, own_places, public_id, Step.Kind.TOLD, words, now=now)


def settle(
    actor: Actor, own_places: Iterable[int], *, public_id: str, now: datetime
) -> None:
    """Say that this is settled; whoever said it reads what came of it.

    Raises NotFound, CannotAnswer.
    """
    _write_down(actor, own_places, public_id, Step.Kind.SETTLED, "", now=now)


def show_again(
    actor: Actor, own_places: Iterable[int], *, public_id: str, now: datetime
) -> tuple[str, str]:
    """Show again what hid itself because of this report; return its kind and pointer.

    Raises NotFound, CannotAnswer.
    """
    with transaction.atomic():
        row = the_report(actor, own_places, public_id=public_id, locked=True)
        if not may(actor, Verb.SHOW_AGAIN, place_of(row)):
            raise CannotAnswer("Somebody else in this house has to decide that.")
        protection.show_again(actor, row, now=now)
    return row.kind, row.thing


def point_at(
    actor: Actor,
    own_places: Iterable[int],
    *,
    public_id: str,
    place_id: int,
    now: datetime,
) -> None:
    """Say which name a report is about, where whoever said it did not know.

    place_id -- of the report's own group, found by the room that knows names.

    Raises NotFound, CannotAnswer.
    """
    own = set(own_places)
    with transaction.atomic():
        row = the_report(actor, own, public_id=public_id, locked=True)
        if why := why_not_answer(actor, row, Rung.NOTE, None, now=now):
            raise CannotAnswer(why)
        if place_id in own:
            raise CannotAnswer("That is your own name. Hand this to a lead.")
        if not row.concerned.filter(place_id=place_id).exists():
            row.concerned.create(place_id=place_id, is_subject=True)


def hand_to_leads(
    actor: Actor,
    own_places: Iterable[int],
    *,
    public_id: str,
    round_leads: bool,
    now: datetime,
) -> None:
    """Leave it to a lead: coordinators no longer see it.

    round_leads -- every lead may be meant, so that the host reads it.

    Raises NotFound, CannotAnswer.
    """
    with transaction.atomic():
        row = the_report(actor, own_places, public_id=public_id, locked=True)
        if row.settled_at is not None or not has_opened(
            row, actor, now=now, within=DECIDE_WITHIN
        ):
            raise CannotAnswer("Open the report first.")
        row.for_leads, row.round_leads = True, row.round_leads or round_leads
        row.save(update_fields=["for_leads", "round_leads"])
        Step.objects.create(
            report=row, at=now, person_id=actor.person_id, kind=Step.Kind.PASSED_ON
        )
        trail.note(actor, verb=Verb.ANSWER_A_REPORT, what=f"report:{row.pk}", now=now)


def note_passed_on(
    actor: Actor, own_places: Iterable[int], *, public_id: str, now: datetime
) -> None:
    """Note that what this report says went on as a worry.

    Raises NotFound.
    """
    row = the_report(actor, own_places, public_id=public_id)
    Step.objects.create(
        report=row, at=now, person_id=actor.person_id, kind=Step.Kind.PASSED_ON
    )


def _write_down(
    actor: Actor,
    own_places: Iterable[int],
    public_id: str,
    kind: Step.Kind,
    words: str,
    *,
    now: datetime,
) -> None:
    with transaction.atomic():
        row = the_report(actor, own_places, public_id=public_id, locked=True)
        if why := why_not_answer(actor, row, Rung.NOTE, None, now=now):
            raise CannotAnswer(why)
        if kind == Step.Kind.TOLD:
            if not row.may_come_back:
                raise CannotAnswer("They asked us not to write back.")
            if not words.strip() or len(words) > LONGEST:
                raise CannotAnswer(f"Write up to {LONGEST} characters.")
        else:
            row.settled_at = now
            row.save(update_fields=["settled_at"])
        Step.objects.create(
            report=row, at=now, person_id=actor.person_id, kind=kind, words=words
        )
        trail.note(actor, verb=Verb.ANSWER_A_REPORT, what=f"report:{row.pk}", now=now)
