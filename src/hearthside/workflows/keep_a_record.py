"""What a record asks of others: a lead to take it, second eyes, a talk for who was there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hearthside.core.actor import Actor, Role
from hearthside.groups import roles
from hearthside.meetings import rota
from hearthside.notifications import care_offered, worry_raised
from hearthside.notifications.care_offered import CareOffered
from hearthside.notifications.worry_raised import WorryRaised
from hearthside.people.letters import Kind
from hearthside.safety import care, closing, handing
from hearthside.workflows.write_to import write_to


def offer_to(
    actor: Actor, *, record_id: str, to: int, base_address: str, now: datetime
) -> None:
    """Offer a record to another lead, who is told that something waits.

    Raises NotFound, CannotWrite, CannotHandOver.
    """
    with transaction.atomic():
        number = handing.offer(actor, record_id=record_id, to=to, now=now)
        _say(
            {to},
            occasion=f"offered:{number}:{now:%Y%m%d%H%M%S}",
            base_address=base_address,
            now=now,
        )


def close(
    actor: Actor,
    *,
    record_id: str,
    outcome: str,
    words: str,
    base_address: str,
    now: datetime,
) -> bool:
    """Close a record, or ask the other leads to look first; return whether it is closed.

    Raises NotFound, CannotWrite, CannotClose.
    """
    with transaction.atomic():
        is_closed = closing.close(
            actor, record_id=record_id, outcome=outcome, words=words, now=now
        )
        if not is_closed:
            _say(
                set(roles.leads()) - {actor.person_id},
                occasion=f"eyes:{record_id}:{now:%Y%m%d%H%M%S}",
                base_address=base_address,
                now=now,
            )
    return is_closed


def offer_care(
    actor: Actor, *, record_id: str, base_address: str, now: datetime
) -> int:
    """Offer a talk to who led that evening and who raised the worry; return to how many.

    Raises NotFound, CannotWrite.
    """
    with transaction.atomic():
        about = care.about(actor, record_id=record_id)
        led = (
            rota.on_the_rota([about.meeting_id])[about.meeting_id]
            if about.meeting_id is not None
            else []
        )
        people = {*led, *about.raised_by}
        made = care.offer(actor, record_id=record_id, people=people, now=now)
        for one in made:
            address = f"{base_address}/care/{one.public_id}/"
            write_to(
                [one.person_id],
                care_offered.words(CareOffered(address, is_of_an_evening=True)),
                kind=Kind.DESK,
                occasion=f"care:{one.id}",
                still=lambda _, care_id=one.id: f"care:{care_id}",  # type: ignore[misc]
                now=now,
            )
    return len(made)


def answer_care(
    actor: Actor, *, care_id: str, wants_a_talk: bool, base_address: str, now: datetime
) -> None:
    """Keep an answer to an offer of a talk; the lead who offered is told of a yes.

    Raises NotFound.
    """
    with transaction.atomic():
        told = care.answer(actor, care_id=care_id, wants_a_talk=wants_a_talk, now=now)
        if told is not None:
            holder, number = told
            _say(
                {holder},
                occasion=f"talk:{number}",
                base_address=base_address,
                now=now,
            )


def stop_being_lead(actor: Actor, *, person_id: int, now: datetime) -> None:
    """End somebody's role of safeguarding lead, once they hold no open record.

    Raises NotFound, CannotHandOver.
    """
    with transaction.atomic():
        roles.take_back(
            actor, person_id=person_id, role=Role.LEAD, group_id=None, now=now
        )
        handing.insist_may_leave(person_id)


def _say(whom: set[int], *, occasion: str, base_address: str, now: datetime) -> None:
    write_to(
        whom,
        worry_raised.words(WorryRaised(f"{base_address}/desk/records/")),
        kind=Kind.DESK,
        occasion=occasion,
        still=lambda _: "leads:",
        now=now,
    )
