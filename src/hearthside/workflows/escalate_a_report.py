"""A report shows that somebody may come to harm: it becomes a worry, for the leads alone."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from hearthside.core.actor import Actor
from hearthside.core.policy import Place
from hearthside.groups import roles
from hearthside.safety import handling, readers, reading, worries
from hearthside.safety.ladder import CannotAnswer
from hearthside.workflows import round_the_leads
from hearthside.workflows.answer_a_report import own_places
from hearthside.workflows.raise_a_worry import raise_a_worry

ABOUT: Final = {"leader": "volunteer", "coordinator": "volunteer", "lead": "volunteer"}


def escalate_a_report(
    actor: Actor, *, public_id: str, base_address: str, now: datetime
) -> None:
    """Raise a worry with what the report disclosed, and note on the report that it was.

    A lead the report may be about does not know of the worry either.

    Who made the report is not passed on, because nobody here knows.

    Raises NotFound, CannotAnswer, CannotRaise.
    """
    with transaction.atomic():
        own = own_places(actor)
        sheet = reading.sheet(actor, own, public_id=public_id, now=now)
        if not sheet.is_open:
            raise CannotAnswer("Open the report first.")
        about = frozenset(
            one
            for one in roles.leads()
            if readers.is_about(public_id, [one], own_places(Actor(one)))
        )
        if round_the_leads.is_every_lead(about):
            raise CannotAnswer(
                "Worries are read by the leads, and this may be about each of them. It "
                "stays here."
            )
        said = [line.words for line in reversed(sheet.lines) if line.kind == "said"]
        words = "\n".join(filter(None, (*said, sheet.snapshot)))
        raise_a_worry(
            actor,
            place=Place(sheet.there.group_id, sheet.there.locality_id),
            kind=ABOUT.get(sheet.there.kind, "adult"),
            own_words=words[: worries.LONGEST],
            about=about,
            base_address=base_address,
            now=now,
        )
        handling.note_passed_on(actor, own, public_id=public_id, now=now)
